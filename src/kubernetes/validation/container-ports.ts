import type { JsonValue } from "../../model/json.ts";
import { numberAt, textAt } from "../../model/json-read.ts";
import { namedText } from "./bad-value.ts";
import { duplicate, invalidEach, notSupported, required } from "./errors.ts";
import { isValidPortName, isValidPortNumber } from "./names.ts";
import type { Path } from "./path.ts";
import type { PodContext } from "./pod-context.ts";

const PROTOCOLS = ["SCTP", "TCP", "UDP"];

/** Mirrors: validateContainerPorts, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateContainerPorts(ports: readonly JsonValue[], path: Path, context: PodContext): void {
  const names = new Set<string>();
  for (const [index, port] of ports.entries()) {
    const at = path.index(index);
    validatePortName(textAt(port, "name"), at.child("name"), names, context);
    const containerPort = numberAt(port, "containerPort") ?? 0;
    if (containerPort === 0) required(context, at.child("containerPort"));
    else invalidEach(context, at.child("containerPort"), containerPort, isValidPortNumber(containerPort));
    const hostPort = numberAt(port, "hostPort") ?? 0;
    if (hostPort !== 0) invalidEach(context, at.child("hostPort"), hostPort, isValidPortNumber(hostPort));
    const protocol = textAt(port, "protocol");
    if (protocol === "") required(context, at.child("protocol"));
    else if (!PROTOCOLS.includes(protocol)) notSupported(context, at.child("protocol"), namedText(protocol), PROTOCOLS);
  }
}

function validatePortName(name: string, path: Path, names: Set<string>, context: PodContext): void {
  if (name === "") return;
  const messages = isValidPortName(name);
  invalidEach(context, path, name, messages);
  if (messages.length > 0) return;
  if (names.has(name)) duplicate(context, path, name);
  names.add(name);
}
