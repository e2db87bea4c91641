import type { Severity } from "../../model/diagnostic.ts";
import type { FieldPath } from "../../model/field-path.ts";
import type { InputObject } from "../../model/inventory.ts";
import { textAt, valueAt } from "../../model/json-read.ts";
import { defineRule } from "../rule.ts";
import { isHeadless, serviceSelector, serviceType } from "../services.ts";
import type { SetView } from "../set-view.ts";
import { code } from "../wording.ts";

export const governingServiceNotHeadless = defineRule({
  id: "STS204",
  name: "governing-service-not-headless",
  severity: "warning",
  summary: "the governing Service has an address of its own, or is an ExternalName",
  rationale:
    "Only a headless Service is defined to publish one DNS record per Pod. With an address of its own the Service's name resolves to that one virtual address, SRV records carry the Service's port, and per-Pod names work only because CoreDNS happens to answer them. An ExternalName Service has no endpoints at all: no Pod name exists.",
  sources: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#limitations",
    "https://github.com/kubernetes/dns/blob/master/docs/specification.md",
  ],
  *check(set, { index }) {
    const service = index.governingService(set);
    if (service === undefined || isHeadless(service)) return;
    const type = serviceType(service);
    // STS213 speaks of a Service that selects nothing.
    if (type !== "ExternalName" && Object.keys(serviceSelector(service)).length === 0) return;
    yield {
      object: service,
      at: placeOf(service, type),
      target: placeOf(service, type).length === 1 ? "key" : "value",
      severity: severityOf(set, type),
      ...wordingOf(set, service, type),
      related: [
        {
          object: set.object,
          at: ["spec", "serviceName"],
          target: "value",
          message: `${code(set.name)} is governed by this Service`,
        },
      ],
    };
  },
});

/** With one Pod the virtual address is as good as the Pod's. */
function severityOf(set: SetView, type: string): Severity {
  if (type === "ExternalName") return "error";
  return set.replicas > 1 ? "warning" : "info";
}

function placeOf(service: InputObject, type: string): FieldPath {
  if (textAt(service.manifest.value, "spec", "clusterIP") !== "") return ["spec", "clusterIP"];
  if (type !== "ClusterIP" && valueAt(service.manifest.value, "spec", "type") !== undefined) return ["spec", "type"];
  return ["spec"];
}

function wordingOf(set: SetView, service: InputObject, type: string): { message: string; help: string } {
  const name = code(service.name);
  if (type === "ExternalName") {
    return {
      message: `Service ${name} governs ${code(set.name)}, but it is an ExternalName: it has no endpoints, so the Pods get no DNS names.`,
      help: "Name a headless Service (`clusterIP: None`) that selects the Pods in `serviceName`.",
    };
  }
  const kind = type === "ClusterIP" ? "has an address of its own" : `is a ${type}`;
  return {
    message: `Service ${name} governs ${code(set.name)}, but it ${kind}: ${name} resolves to one virtual address, and names such as ${code(`${set.name}-${set.start}.${service.name}`)} are not promised by the DNS specification (CoreDNS answers them).`,
    help:
      type === "ClusterIP"
        ? "Set `clusterIP: None` if clients may talk to the Pods directly; an existing Service must be deleted and created again for that. Keep a second Service for a stable address."
        : `Add a headless Service (\`clusterIP: None\`) for \`serviceName\` and keep this ${type} beside it.`,
  };
}
