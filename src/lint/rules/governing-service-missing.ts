import type { Severity } from "../../model/diagnostic.ts";
import type { InputObject } from "../../model/inventory.ts";
import { nearestOf } from "../../model/nearest.ts";
import { defineRule, type LintContext } from "../rule.ts";
import { isHeadless } from "../services.ts";
import type { SetView } from "../set-view.ts";
import { code } from "../wording.ts";

/** Anything else is STS201 or STS202. */
const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

export const governingServiceMissing = defineRule({
  id: "STS212",
  name: "governing-service-missing",
  severity: "error",
  summary: "no Service called `serviceName` is in the input",
  rationale:
    "Nothing creates the governing Service and nothing checks that it exists: the set runs, but its Pods have no DNS names. When the input has a Service that selects the Pods under another name, the name is most likely misspelt; when it has none at all, the Service may come from elsewhere (a note, unless `--strict` says that the input is complete).",
  sources: ["https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#limitations"],
  *check(set, context) {
    const { index, strict } = context;
    if (!DNS_LABEL.test(set.serviceName) || index.governingService(set)) return;
    if (isElsewhere(set, context)) return;
    const meant = meantService(set, context);
    const [selecting] = index.servicesOf(set);
    const other = meant ?? selecting;
    yield {
      object: set.object,
      at: ["spec", "serviceName"],
      target: "value",
      severity: severityOf(meant, other, strict),
      message: `No Service ${code(set.serviceName)} is in the input for namespace ${code(set.namespace)}: without it the Pods of ${code(set.name)} have no DNS names.`,
      help: helpFor(set, meant, other),
      related:
        other === undefined
          ? []
          : [
              {
                object: other,
                at: ["metadata", "name"],
                target: "value",
                message: `${isHeadless(other) ? "headless " : ""}Service ${code(other.name)} selects these Pods`,
              },
            ],
    };
  },
});

/** STS203 speaks of a Service in another namespace. */
function isElsewhere(set: SetView, { index }: LintContext): boolean {
  return index.inFolderOf(set.object, "Service", set.serviceName) !== undefined;
}

/** A headless Service for these Pods that governs no other set, or one whose name is a typing error away. */
function meantService(set: SetView, { index }: LintContext): InputObject | undefined {
  const free = [...index.servicesOf(set)].filter((service) => !index.isGoverning(service));
  const headless = free.find(isHeadless);
  if (headless) return headless;
  const nearest = nearestOf(
    set.serviceName,
    free.map((service) => service.name),
  );
  return free.find((service) => service.name === nearest);
}

function severityOf(meant: InputObject | undefined, other: InputObject | undefined, strict: boolean): Severity {
  if (meant !== undefined || strict) return "error";
  return other === undefined ? "info" : "warning";
}

function helpFor(set: SetView, meant: InputObject | undefined, other: InputObject | undefined): string {
  if (meant) return `Did you mean ${code(meant.name)}? Otherwise add a headless Service ${code(set.serviceName)}.`;
  const add = `Add a Service ${code(set.serviceName)} with \`clusterIP: None\` that selects the Pods`;
  return other ? `${add}, or name ${code(other.name)}, which selects them already.` : `${add}.`;
}
