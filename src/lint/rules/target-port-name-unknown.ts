import { plainRequirements } from "../../kubernetes/label-selector.ts";
import type { JsonObject, JsonValue } from "../../model/json.ts";
import { listAt, objectAt, textAt } from "../../model/json-read.ts";
import { nearestOf } from "../../model/nearest.ts";
import type { PodGroup, PodSource } from "../pod-index.ts";
import { GENERATED_LABELS } from "../pod-labels.ts";
import { defineObjectRule } from "../rule.ts";
import { serviceSelector } from "../services.ts";
import { code, codeList } from "../wording.ts";

export const targetPortNameUnknown = defineObjectRule({
  id: "STS209",
  name: "target-port-name-unknown",
  severity: "error",
  on: "Service",
  summary: "a Service's `targetPort` names a port that no container of the selected Pods has",
  rationale:
    "A port name is looked up in each Pod, together with the protocol. A Pod without it is left out of that port: no endpoints, no SRV record, no error.",
  sources: ["https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports"],
  *check(service, { index }) {
    const ports = listAt(service.stored, "spec", "ports");
    if (!ports.some((port) => textAt(port, "targetPort") !== "")) return;
    const selector = serviceSelector(service);
    if (Object.keys(selector).length === 0) return;
    const wanted = plainRequirements(selector).filter((entry) => !GENERATED_LABELS.includes(entry.key));
    const sources = wanted.length === 0 ? [] : sample(index.selectedBy(service, wanted));
    const set = sources.find((source) => source.set);
    if (set === undefined) return;
    for (const [position, port] of ports.entries()) {
      const name = textAt(port, "targetPort");
      const protocol = textAt(port, "protocol") || "TCP";
      if (name === "" || sources.some((source) => hasPort(source, name, protocol))) continue;
      const names = portNames(set);
      const nearest = nearestOf(name, names);
      yield {
        object: service,
        at: ["spec", "ports", position, "targetPort"],
        target: "value",
        message: `${code("targetPort")} ${code(name)} (${protocol}) is no port of the Pods of ${code(set.object.name)}: this port of Service ${code(service.name)} has no endpoints.`,
        help: helpFor(name, names, nearest),
        related: [
          {
            object: set.object,
            at: ["spec", "template", "spec", "containers"],
            target: "key",
            message: names.length === 0 ? "no container names a port" : `named ports: ${codeList(names)}`,
          },
        ],
      };
    }
  },
});

function helpFor(name: string, names: readonly string[], nearest: string | undefined): string {
  if (names.includes(name)) return "The container declares the port with another `protocol`: make both equal.";
  if (nearest !== undefined) return `Did you mean ${code(nearest)}?`;
  return `Name the container's port ${code(name)}, or write its number.`;
}

function hasPort(source: PodSource, name: string, protocol: string): boolean {
  return containerPorts(source).some(
    (port) => textAt(port, "name") === name && (textAt(port, "protocol") || "TCP") === protocol,
  );
}

function portNames(source: PodSource): string[] {
  return containerPorts(source)
    .map((port) => textAt(port, "name"))
    .filter((name) => name !== "");
}

function containerPorts({ object }: PodSource): JsonValue[] {
  const template: JsonObject = objectAt(object.stored, "spec", "template", "spec");
  const podSpec = Object.keys(template).length > 0 ? template : objectAt(object.stored, "spec");
  return [...listAt(podSpec, "containers"), ...listAt(podSpec, "initContainers")].flatMap((container) => [
    ...listAt(container, "ports"),
  ]);
}

/** Pods with the same labels are most likely alike: a few of each kind will do. */
function sample(groups: readonly PodGroup[]): PodSource[] {
  return groups.flatMap((group) => group.sources.slice(0, 20));
}
