import { isObject, type JsonObject, type JsonValue } from "../../model/json.ts";
import { listAt, numberAt, objectAt, textAt, valueAt } from "../../model/json-read.ts";
import { parseQuantity, scaledValue } from "../../model/quantity.ts";
import { goValue, isTrue } from "./go-value.ts";

/**
 * The part of `describe` about containers, with tabs where kubectl has them.
 * Mirrors: describeContainers, k8s.io/kubectl/pkg/describe v0.37.0
 */
export function describeContainers(label: string, containers: readonly JsonValue[]): string[] {
  return [`  ${label}:${containers.length === 0 ? " <none>" : ""}`, ...containers.flatMap(describeContainer)];
}

function describeContainer(container: JsonValue): string[] {
  return [
    `   ${textAt(container, "name")}:`,
    `    Image:\t${textAt(container, "image")}`,
    ...describePorts(container, "Port", "containerPort"),
    ...describePorts(container, "Host Port", "hostPort"),
    ...describeSeccomp(objectAt(container, "securityContext", "seccompProfile")),
    ...describeWords(container, "Command", "command"),
    ...describeWords(container, "Args", "args"),
    ...describeResources(container, "Limits", "limits"),
    ...describeResources(container, "Requests", "requests"),
    ...describeProbe(container, "Liveness", "livenessProbe"),
    ...describeProbe(container, "Readiness", "readinessProbe"),
    ...describeProbe(container, "Startup", "startupProbe"),
    ...describeEnvFrom(listAt(container, "envFrom")),
    ...describeEnv(listAt(container, "env"), container),
    ...describeMounts(container),
  ];
}

function describePorts(container: JsonValue, label: string, field: string): string[] {
  const ports = listAt(container, "ports").map((port) => {
    const name = textAt(port, "name");
    return `${numberAt(port, field) ?? 0}/${textAt(port, "protocol")}${name === "" ? "" : ` (${name})`}`;
  });
  return [`    ${label}${ports.length > 1 ? "s" : ""}:\t${ports.join(", ") || "<none>"}`];
}

function describeSeccomp(profile: JsonObject): string[] {
  const type = textAt(profile, "type");
  if (type === "") return [];
  const local = type === "Localhost" ? [`      LocalhostProfile:\t${textAt(profile, "localhostProfile")}`] : [];
  return [`    SeccompProfile:\t${type}`, ...local];
}

function describeWords(container: JsonValue, label: string, field: string): string[] {
  const words = listAt(container, field).flatMap((word) => goValue(word).split("\n"));
  return words.length === 0 ? [] : [`    ${label}:`, ...words.map((word) => `      ${word}`)];
}

function describeResources(container: JsonValue, label: string, field: string): string[] {
  const amounts = objectAt(container, "resources", field);
  const names = Object.keys(amounts).sort();
  return names.length === 0
    ? []
    : [`    ${label}:`, ...names.map((name) => `      ${name}:\t${goValue(amounts[name])}`)];
}

function describeProbe(container: JsonValue, label: string, field: string): string[] {
  const probe = valueAt(container, field);
  return isObject(probe) ? [`    ${label}:\t${probeText(probe)}`] : [];
}

/** Mirrors: DescribeProbe, k8s.io/kubectl/pkg/describe v0.37.0 */
function probeText(probe: JsonObject): string {
  const of = (field: string): number => numberAt(probe, field) ?? 0;
  const times = `delay=${of("initialDelaySeconds")}s timeout=${of("timeoutSeconds")}s period=${of("periodSeconds")}s`;
  return `${handlerText(probe)} ${times} successThreshold=${of("successThreshold")} failureThreshold=${of("failureThreshold")}`;
}

function handlerText(probe: JsonObject): string {
  if (isObject(probe.exec)) return `exec ${goValue([...listAt(probe, "exec", "command")])}`;
  if (isObject(probe.httpGet)) {
    const host = textAt(probe, "httpGet", "host");
    const scheme = textAt(probe, "httpGet", "scheme").toLowerCase();
    const address = `${host.includes(":") ? `[${host}]` : host}:${goValue(valueAt(probe, "httpGet", "port"))}`;
    return `http-get ${scheme}://${address}${pathText(textAt(probe, "httpGet", "path"))}`;
  }
  if (isObject(probe.tcpSocket)) {
    return `tcp-socket ${textAt(probe, "tcpSocket", "host")}:${goValue(valueAt(probe, "tcpSocket", "port"))}`;
  }
  if (isObject(probe.grpc))
    return `grpc <pod>:${numberAt(probe, "grpc", "port") ?? 0} ${textAt(probe, "grpc", "service")}`;
  return "unknown";
}

/** As Go puts a path into a URL. */
function pathText(path: string): string {
  const escaped = path.replace(/[^\w\-.~$&+,/:;=@!'()*]/g, (letter) => encodeURIComponent(letter));
  return path === "" || path.startsWith("/") ? escaped : `/${escaped}`;
}

function describeEnvFrom(sources: readonly JsonValue[]): string[] {
  if (sources.length === 0) return [];
  const lines = sources.map((source) => {
    const field = ["configMapRef", "secretRef"].find((name) => isObject(valueAt(source, name))) ?? "";
    const kind = { configMapRef: "ConfigMap", secretRef: "Secret" }[field] ?? "";
    const prefix = textAt(source, "prefix");
    const from = prefix === "" ? kind : `${kind} with prefix '${prefix}'`;
    return `      ${textAt(source, field, "name")}\t${from}\tOptional: ${isTrue(valueAt(source, field, "optional"))}`;
  });
  return ["    Environment Variables from:", ...lines];
}

function describeEnv(env: readonly JsonValue[], container: JsonValue): string[] {
  return [
    `    Environment:${env.length === 0 ? "\t<none>" : ""}`,
    ...env.flatMap((entry) => describeEntry(entry, container)),
  ];
}

function describeEntry(entry: JsonValue, container: JsonValue): string[] {
  const name = textAt(entry, "name");
  const from = valueAt(entry, "valueFrom");
  if (!isObject(from)) {
    const [first = "", ...rest] = textAt(entry, "value").split("\n");
    return [`      ${name}:\t${first}`, ...rest.map((line) => `      \t${line}`)];
  }
  if (isObject(from.fieldRef)) {
    return [`      ${name}:\t (${textAt(from, "fieldRef", "apiVersion")}:${textAt(from, "fieldRef", "fieldPath")})`];
  }
  if (isObject(from.resourceFieldRef)) return [`      ${name}:\t${resourceText(from.resourceFieldRef, container)}`];
  const key = (field: string): string => textAt(from, field, "key");
  const optional = (field: string): string => `Optional: ${isTrue(valueAt(from, field, "optional"))}`;
  if (isObject(from.secretKeyRef)) {
    const secret = textAt(from, "secretKeyRef", "name");
    return [
      `      ${name}:\t<set to the key '${key("secretKeyRef")}' in secret '${secret}'>\t${optional("secretKeyRef")}`,
    ];
  }
  if (!isObject(from.configMapKeyRef)) return [];
  const map = textAt(from, "configMapKeyRef", "name");
  return [
    `      ${name}:\t<set to the key '${key("configMapKeyRef")}' of config map '${map}'>\t${optional("configMapKeyRef")}`,
  ];
}

/**
 * The amount is that of the container, as far as it is written there, in units of the divisor.
 * Mirrors: ExtractContainerResourceValue, k8s.io/kubectl/pkg/util/resource v0.37.0
 */
function resourceText(reference: JsonObject, container: JsonValue): string {
  const resource = textAt(reference, "resource");
  const [list = "", ...rest] = resource.split(".");
  const name = rest.join(".");
  const written = goValue(valueAt(container, "resources", list, name)) || "0";
  const scale = name === "cpu" ? -3 : 0;
  const divisor = scaled(goValue(reference.divisor), scale) || scaled("1", scale);
  const amount = scaled(written, scale);
  const units = String((amount + divisor - 1n) / divisor);
  const isAllocatable = resource === "limits.cpu" || resource === "limits.memory";
  return `${units === "0" && isAllocatable ? "node allocatable" : units} (${resource})`;
}

/** A quantity in thousandths or units; 0 for what is none. */
function scaled(text: string, scale: number): bigint {
  const quantity = parseQuantity(text);
  return typeof quantity === "string" ? 0n : scaledValue(quantity, scale);
}

function describeMounts(container: JsonValue): string[] {
  const mounts = byText(listAt(container, "volumeMounts"), "mountPath").map((mount) => {
    const path = textAt(mount, "subPath");
    const flags = [
      isTrue(valueAt(mount, "readOnly")) ? "ro" : "rw",
      ...(path === "" ? [] : [`path=${JSON.stringify(path)}`]),
    ];
    return `      ${textAt(mount, "mountPath")} from ${textAt(mount, "name")} (${flags.join(",")})`;
  });
  const devices = byText(listAt(container, "volumeDevices"), "devicePath").map((device) => {
    return `      ${textAt(device, "devicePath")} from ${textAt(device, "name")}`;
  });
  const none = mounts.length === 0 ? "\t<none>" : "";
  return [`    Mounts:${none}`, ...mounts, ...(devices.length > 0 ? [`    Devices:${none}`, ...devices] : [])];
}

function byText(items: readonly JsonValue[], field: string): readonly JsonValue[] {
  const keyed = items.map((item) => ({ item, key: textAt(item, field) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key))).map(({ item }) => item);
}
