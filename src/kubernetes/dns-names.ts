import type { GoverningService, PodNames, ServicePort } from "../model/report.ts";

/** Where a Service's names live. */
export interface DnsZone {
  readonly service: string;
  readonly namespace: string;
  readonly clusterDomain: string;
}

const NO_NAMES: PodNames = { a: [], srv: [], short: [] };

/**
 * The DNS names of one Pod below its governing Service: the full one, the SRV names that lead to it, and the short
 * forms that the search list of other Pods completes (same namespace, then another one). None without a Service
 * name. A bare Pod name resolves nowhere but in the Pod itself.
 */
export function podNames(hostname: string, zone: DnsZone, ports: readonly ServicePort[]): PodNames {
  if (zone.service === "") return NO_NAMES;
  const short = `${hostname}.${zone.service}`;
  return {
    a: [`${hostname}.${serviceName(zone)}`],
    srv: srvNames(zone, ports),
    short: [short, `${short}.${zone.namespace}`],
  };
}

/** The names of the Service itself. */
export function serviceNames(zone: DnsZone, ports: readonly ServicePort[]): PodNames {
  if (zone.service === "") return NO_NAMES;
  return {
    a: [serviceName(zone)],
    srv: srvNames(zone, ports),
    short: [zone.service, `${zone.service}.${zone.namespace}`],
  };
}

/** A port without name has no SRV name of its own; asking for its number finds nothing either. */
function srvNames(zone: DnsZone, ports: readonly ServicePort[]): string[] {
  return ports
    .filter((port) => port.name !== "")
    .map((port) => `_${port.name}._${port.protocol.toLowerCase()}.${serviceName(zone)}`);
}

function serviceName({ service, namespace, clusterDomain }: DnsZone): string {
  return `${service}.${namespace}.svc.${clusterDomain}`;
}

/** Why the Pods of a set have no names, or undefined when they have. */
export function missingNamesReason(
  service: GoverningService,
): "no-service-name" | "external-name" | "selects-nothing" | undefined {
  if (service.name === "") return "no-service-name";
  if (!service.found) return undefined;
  if (service.type === "ExternalName") return "external-name";
  return service.selectsPods ? undefined : "selects-nothing";
}
