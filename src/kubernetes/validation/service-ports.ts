import type { JsonObject, JsonValue } from "../../model/json.ts";
import { listAt, numberAt, textAt, valueAt } from "../../model/json-read.ts";
import { goValue, namedText } from "./bad-value.ts";
import type { ValidationContext } from "./context.ts";
import { duplicate, forbidden, invalid, invalidEach, notSupported, required } from "./errors.ts";
import { isDns1123Label, isQualifiedName, isValidPortName, isValidPortNumber } from "./names.ts";
import { Path } from "./path.ts";

const PORTS = Path.of("spec").child("ports");
const PROTOCOLS = ["SCTP", "TCP", "UDP"];

/** Each port of a Service by itself, and their names. Mirrors: validateServicePort, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateServicePorts(spec: JsonObject, context: ValidationContext): void {
  const ports = listAt(spec, "ports");
  const names = new Set<string>();
  for (const [index, port] of ports.entries()) {
    const path = PORTS.index(index);
    validateName(textAt(port, "name"), { path: path.child("name"), names, isNeeded: ports.length > 1 }, context);
    const number = numberAt(port, "port") ?? 0;
    invalidEach(context, path.child("port"), number, isValidPortNumber(number));
    const protocol = textAt(port, "protocol");
    if (protocol === "") required(context, path.child("protocol"));
    else if (!PROTOCOLS.includes(protocol)) {
      notSupported(context, path.child("protocol"), namedText(protocol), PROTOCOLS);
    }
    validateTarget(valueAt(port, "targetPort") ?? 0, path.child("targetPort"), context);
    const appProtocol = valueAt(port, "appProtocol");
    if (typeof appProtocol !== "string") continue;
    const messages = isQualifiedName(appProtocol, context.version.behaviour.labelLengthUnit);
    invalidEach(context, path.child("appProtocol"), appProtocol, messages);
  }
}

interface PortName {
  readonly path: Path;
  /** Those of the ports before. */
  readonly names: Set<string>;
  readonly isNeeded: boolean;
}

function validateName(name: string, { path, names, isNeeded }: PortName, context: ValidationContext): void {
  if (name === "") {
    if (isNeeded) required(context, path);
    return;
  }
  invalidEach(context, path, name, isDns1123Label(name));
  if (names.has(name)) duplicate(context, path, name);
  names.add(name);
}

/** Mirrors: ValidatePortNumOrName, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
function validateTarget(target: JsonValue, path: Path, context: ValidationContext): void {
  if (typeof target === "string") invalidEach(context, path, target, isValidPortName(target));
  else if (typeof target === "number") invalidEach(context, path, target, isValidPortNumber(target));
}

/** Node ports of a Service that has none, and what two ports may not share. */
export function validatePortUses(spec: JsonObject, context: ValidationContext): void {
  const ports = listAt(spec, "ports");
  if (textAt(spec, "type") === "ClusterIP") {
    for (const [index, port] of ports.entries()) {
      if ((numberAt(port, "nodePort") ?? 0) === 0) continue;
      forbidden(context, PORTS.index(index).child("nodePort"), "may not be used when `type` is 'ClusterIP'");
    }
  }
  const nodePorts = new Set<string>();
  for (const [index, port] of ports.entries()) {
    const nodePort = numberAt(port, "nodePort") ?? 0;
    if (nodePort === 0) continue;
    const key = `${textAt(port, "protocol")} ${nodePort}`;
    if (nodePorts.has(key)) duplicate(context, PORTS.index(index).child("nodePort"), nodePort);
    nodePorts.add(key);
  }
  const seen = new Set<string>();
  for (const [index, port] of ports.entries()) {
    const [protocol, number] = [textAt(port, "protocol"), numberAt(port, "port") ?? 0];
    const key = `${protocol} ${number}`;
    if (seen.has(key)) {
      duplicate(context, PORTS.index(index), goValue("internal/core.ServicePort", { protocol, port: number }));
    }
    seen.add(key);
  }
}

const KUBELET_PORT = 10_250;

/** Up to 1.32 a load balancer may not stand before the kubelet's port. */
export function validateKubeletPort(spec: JsonObject, context: ValidationContext): void {
  for (const [index, port] of listAt(spec, "ports").entries()) {
    if (numberAt(port, "port") !== KUBELET_PORT) continue;
    const detail = `may not expose port ${KUBELET_PORT} externally since it is used by kubelet`;
    invalid(context, PORTS.index(index), KUBELET_PORT, detail);
  }
}
