import type { Severity } from "../../model/diagnostic.ts";
import type { InputObject } from "../../model/inventory.ts";
import { defineRule } from "../rule.ts";
import { namesNamespace } from "../services.ts";
import type { SetView } from "../set-view.ts";
import { code } from "../wording.ts";

export const governingServiceOtherNamespace = defineRule({
  id: "STS203",
  name: "governing-service-other-namespace",
  severity: "error",
  summary: "the Service called `serviceName` stands in another namespace than the set",
  rationale:
    "A governing Service gives names only to Pods of its own namespace. With the Service elsewhere, `web-0.nginx` resolves in neither namespace.",
  sources: ["https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/"],
  // Looks in the same folder only: a Service of that name in some far file is another one.
  *check(set, { index }) {
    if (set.serviceName === "" || index.governingService(set) !== undefined) return;
    const elsewhere = index.inFolderOf(set.object, "Service", set.serviceName);
    if (elsewhere === undefined) return;
    yield {
      object: set.object,
      at: ["spec", "serviceName"],
      target: "value",
      severity: severityOf(set, elsewhere),
      message: `Service ${code(set.serviceName)} is in namespace ${code(elsewhere.namespace)}, but ${code(set.name)} is in ${code(set.namespace)}: the Pods get no DNS names.`,
      help: `Put both into one namespace: ${writtenNamespace(set, elsewhere)}.`,
      related: [
        {
          object: elsewhere,
          at: ["metadata", "namespace"],
          target: "value",
          message: `Service ${code(elsewhere.name)} is in namespace ${code(elsewhere.namespace)}`,
        },
      ],
    };
  },
});

/** One of the two takes the namespace of the command line, which may be the other's. */
function severityOf(set: SetView, service: InputObject): Severity {
  return namesNamespace(set.object) && namesNamespace(service) ? "error" : "warning";
}

function writtenNamespace(set: SetView, service: InputObject): string {
  if (!namesNamespace(set.object)) return `the set names none and goes to ${code(set.namespace)}`;
  if (!namesNamespace(service)) return `the Service names none and goes to ${code(service.namespace)}`;
  return `${code(set.namespace)} or ${code(service.namespace)}`;
}
