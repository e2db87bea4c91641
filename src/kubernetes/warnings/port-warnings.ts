import type { JsonValue } from "../../model/json.ts";
import { listAt, numberAt, textAt } from "../../model/json-read.ts";
import { quoteGo } from "../validation/go-value-text.ts";
import type { Path } from "../validation/path.ts";
import type { PlacedContainer } from "./visit-containers.ts";

interface PlacedPort {
  readonly path: Path;
  readonly name: string;
  readonly number: number;
  readonly protocol: string;
  readonly hostPort: number;
  readonly hostIP: string;
}

function portsOf(containers: readonly PlacedContainer[]): PlacedPort[] {
  return containers.flatMap(({ container, path }) =>
    listAt(container, "ports").map((port, index) => placed(port, path.child("ports").index(index))),
  );
}

function placed(port: JsonValue, path: Path): PlacedPort {
  return {
    path,
    name: textAt(port, "name"),
    number: numberAt(port, "containerPort") ?? 0,
    protocol: textAt(port, "protocol"),
    hostPort: numberAt(port, "hostPort") ?? 0,
    hostIP: textAt(port, "hostIP"),
  };
}

/** Ports of a Pod that get in each other's way. Mirrors: warningsForPodSpecAndMeta, k8s.io/kubernetes/pkg/api/pod v1.37.0 */
export function portWarnings(containers: readonly PlacedContainer[]): string[] {
  const warnings: string[] = [];
  const seen = new Map<string, PlacedPort[]>();
  for (const port of portsOf(containers)) {
    if (port.hostIP !== "" && port.hostPort === 0) warnings.push(hostWithoutPort(port));
    const key = `${port.number}/${port.protocol}`;
    const others = seen.get(key);
    if (!others) {
      seen.set(key, [port]);
      continue;
    }
    for (const other of others) {
      const clash = clashOf(port, other);
      if (clash !== undefined) warnings.push(`${port.path}: ${clash} port definition with ${other.path}`);
    }
    others.push(port);
  }
  return warnings;
}

/** The port as Go prints a struct. */
function hostWithoutPort({ path, name, hostPort, number, protocol, hostIP }: PlacedPort): string {
  const shown = `{Name:${name} HostPort:${hostPort} ContainerPort:${number} Protocol:${protocol} HostIP:${hostIP}}`;
  return `${path}: hostIP set without hostPort: ${shown}`;
}

function clashOf(port: PlacedPort, other: PlacedPort): string | undefined {
  if (port.hostIP === other.hostIP && port.hostPort === other.hostPort) return "duplicate";
  if (port.hostPort === 0 || other.hostPort === 0) return "overlapping";
  const isOneOpen = (port.hostIP === "") !== (other.hostIP === "");
  return port.hostPort === other.hostPort && isOneOpen ? "dangerously ambiguous" : undefined;
}

/** Names of ports that stand for more than one port of the Pod. */
export function portNameWarnings(containers: readonly PlacedContainer[]): string[] {
  const warnings: string[] = [];
  const seen = new Map<string, Path>();
  for (const { name, path } of portsOf(containers)) {
    if (name === "") continue;
    const other = seen.get(name);
    if (!other) {
      seen.set(name, path);
      continue;
    }
    warnings.push(
      `${path}: duplicate port name ${quoteGo(name)} with ${other}, services and probes that select ports by name will use ${other}`,
    );
  }
  return warnings;
}
