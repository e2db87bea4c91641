import { isObject, type JsonObject } from "../../model/json.ts";
import { listAt, textAt, textMapAt } from "../../model/json-read.ts";
import { compareQuantities } from "../../model/quantity.ts";
import { aggregateResources, amountsOf, sortedAmounts } from "../aggregate-resources.ts";
import { isEnabled } from "../versions/version.ts";
import { forbidden, invalid } from "./errors.ts";
import type { Path } from "./path.ts";
import type { PodContext } from "./pod-context.ts";
import type { PodScope } from "./pod-scope.ts";
import { isHugePages, validatePodResourceName } from "./resource-names.ts";
import { validateResources } from "./resources.ts";

/** Resources of the Pod as a whole. Mirrors: validatePodResources, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validatePodResources(spec: JsonObject, specPath: Path, scope: PodScope, context: PodContext): void {
  const { resources } = spec;
  if (!isEnabled(context.version, "PodLevelResources") || !isObject(resources)) return;
  const path = specPath.child("resources");
  if (textAt(spec, "os", "name") === "windows") {
    forbidden(context, path, "may not be set for a windows pod");
    return;
  }
  if (resources.claims !== undefined)
    forbidden(context, path.child("claims"), "claims may not be set for Resources at pod-level");
  validateResources(resources, validatePodResourceName, path, scope.claimNames, context);
  validateConsistency(spec, resources, path, context);
}

/** Mirrors: validatePodResourceConsistency, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
function validateConsistency(spec: JsonObject, resources: JsonObject, path: Path, context: PodContext): void {
  const requests = textMapAt(resources, "requests");
  const limits = textMapAt(resources, "limits");
  for (const [name, sum] of sortedAmounts(aggregateResources(spec, "requests"))) {
    const own = requests[name];
    if (own === undefined || compareQuantities(sum, own) <= 0) continue;
    const detail = `must be greater than or equal to aggregate container requests of ${sum}`;
    invalid(context, path.child("requests").key(name), own, detail);
  }
  for (const [name, sum] of sortedAmounts(aggregateResources(spec, "limits"))) {
    const own = limits[name];
    if (!isHugePages(name) || own === undefined || compareQuantities(sum, own) <= 0) continue;
    const detail = `must be greater than or equal to aggregate container limits of ${sum}`;
    invalid(context, path.child("limits").key(name), own, detail);
  }
  for (const [index, container] of listAt(spec, "containers").entries()) {
    for (const [name, limit] of sortedAmounts(amountsOf(container, "limits"))) {
      const own = limits[name];
      if (own === undefined || compareQuantities(limit, own) <= 0) continue;
      const at = path.child("containers").index(index).key(name).child("limits");
      invalid(context, at, limit, `must be less than or equal to pod limits of ${own}`);
    }
  }
}
