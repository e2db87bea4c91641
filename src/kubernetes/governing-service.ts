import type { JsonObject, JsonValue } from "../model/json.ts";
import { listAt, numberAt, textAt, textMapAt, valueAt } from "../model/json-read.ts";
import type { GoverningService, ServicePort } from "../model/report.ts";

/** What a stored Service means for the Pods of a set that names it. `podLabels` are those of a finished Pod. */
export function describeGoverningService(
  name: string,
  service: JsonObject | undefined,
  podLabels: Readonly<Record<string, string>>,
): GoverningService {
  if (service === undefined) return notFound(name);
  const type = textAt(service, "spec", "type") || "ClusterIP";
  const headless = type === "ClusterIP" && isHeadless(service);
  const selector = Object.entries(textMapAt(service, "spec", "selector"));
  const hasSelector = selector.length > 0 && type !== "ExternalName";
  const selectsPods = hasSelector && selector.every(([key, value]) => podLabels[key] === value);
  return {
    name,
    found: true,
    headless,
    selectsPods,
    type,
    answers: answersOf(type, headless, selectsPods),
    podNamesResolve: podNamesResolve(type, hasSelector, selectsPods),
    publishNotReady: valueAt(service, "spec", "publishNotReadyAddresses") === true,
    ports: listAt(service, "spec", "ports").map(portOf),
  };
}

function notFound(name: string): GoverningService {
  return {
    name,
    found: false,
    headless: false,
    selectsPods: false,
    type: "",
    answers: name === "" ? "nothing" : "unknown",
    podNamesResolve: name === "" ? "no" : "unknown",
    publishNotReady: false,
    ports: [],
  };
}

function isHeadless(service: JsonObject): boolean {
  return textAt(service, "spec", "clusterIP") === "None" || listAt(service, "spec", "clusterIPs")[0] === "None";
}

function answersOf(type: string, headless: boolean, selectsPods: boolean): GoverningService["answers"] {
  if (type === "ExternalName") return "alias";
  if (!headless) return "virtual-address";
  return selectsPods ? "pod-addresses" : "nothing";
}

/** Endpoints of a Service without selector are made by hand, so its names may yet resolve. */
function podNamesResolve(
  type: string,
  hasSelector: boolean,
  selectsPods: boolean,
): GoverningService["podNamesResolve"] {
  if (selectsPods) return "yes";
  return type === "ExternalName" || hasSelector ? "no" : "unknown";
}

function portOf(port: JsonValue): ServicePort {
  const number = numberAt(port, "port") ?? 0;
  return {
    name: textAt(port, "name"),
    protocol: textAt(port, "protocol") || "TCP",
    port: number,
    targetPort: String(valueAt(port, "targetPort") ?? number),
  };
}
