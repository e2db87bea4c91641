import { isObject, type JsonObject } from "../../model/json.ts";
import { integerAt, numberAt } from "../../model/json-read.ts";
import { invalid, nonNegative } from "./errors.ts";
import { validateHandler } from "./lifecycle-handler.ts";
import type { Path } from "./path.ts";
import type { PodContext } from "./pod-context.ts";
import type { PodScope } from "./pod-scope.ts";

const PROBES = ["livenessProbe", "readinessProbe", "startupProbe"];
const NUMBERS = ["initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold"];

/** Mirrors: validateLivenessProbe, validateReadinessProbe and validateStartupProbe, v1.37.0 */
export function validateProbes(container: JsonObject, path: Path, scope: PodScope, context: PodContext): void {
  for (const field of PROBES) {
    const probe = container[field];
    if (!isObject(probe)) continue;
    const at = path.child(field);
    validateProbe(probe, at, scope, context);
    const seconds = integerAt(probe, "terminationGracePeriodSeconds");
    const threshold = numberAt(probe, "successThreshold") ?? 0;
    if (field === "readinessProbe") {
      if (seconds !== undefined)
        invalid(context, at.child("terminationGracePeriodSeconds"), seconds, "must not be set for readinessProbes");
    } else if (threshold !== 1) invalid(context, at.child("successThreshold"), threshold, "must be 1");
  }
}

/** Mirrors: validateProbe, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
function validateProbe(probe: JsonObject, path: Path, scope: PodScope, context: PodContext): void {
  validateHandler(probe, path, scope, context);
  for (const field of NUMBERS) nonNegative(numberAt(probe, field), path.child(field), context);
  const seconds = integerAt(probe, "terminationGracePeriodSeconds");
  if (seconds !== undefined && seconds <= 0)
    invalid(context, path.child("terminationGracePeriodSeconds"), seconds, "must be greater than 0");
}
