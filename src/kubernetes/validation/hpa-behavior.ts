import type { JsonObject, JsonValue } from "../../model/json.ts";
import { isObject } from "../../model/json.ts";
import { listAt, numberAt, textAt } from "../../model/json-read.ts";
import { compareQuantities } from "../../model/quantity.ts";
import { namedText } from "./bad-value.ts";
import type { ValidationContext } from "./context.ts";
import { invalid, notSupported, required } from "./errors.ts";
import type { Path } from "./path.ts";

const MAX_WINDOW = 3600;
const MAX_PERIOD = 1800;
const SELECT_POLICIES = ["Disabled", "Max", "Min"];
const POLICY_TYPES = ["Percent", "Pods"];

/** Mirrors: validateBehavior, k8s.io/kubernetes/pkg/apis/autoscaling/validation v1.37.0 */
export function validateScalingBehavior(behavior: JsonObject, path: Path, context: ValidationContext): void {
  for (const direction of ["scaleUp", "scaleDown"]) {
    const rules = behavior[direction];
    if (isObject(rules)) validateRules(rules, path.child(direction), context);
  }
}

function validateRules(rules: JsonObject, path: Path, context: ValidationContext): void {
  const window = numberAt(rules, "stabilizationWindowSeconds") ?? 0;
  const at = path.child("stabilizationWindowSeconds");
  if (window < 0) invalid(context, at, window, "must be greater than or equal to zero");
  if (window > MAX_WINDOW) invalid(context, at, window, `must be less than or equal to ${MAX_WINDOW}`);
  const { selectPolicy, tolerance } = rules;
  if (typeof selectPolicy === "string" && !SELECT_POLICIES.includes(selectPolicy)) {
    notSupported(context, path.child("selectPolicy"), namedText(selectPolicy), SELECT_POLICIES);
  }
  const policies = listAt(rules, "policies");
  if (policies.length === 0) required(context, path.child("policies"), "must specify at least one Policy");
  for (const [index, policy] of policies.entries()) {
    validatePolicy(policy, path.child("policies").index(index), context);
  }
  if (typeof tolerance === "string" && compareQuantities(tolerance, "0") < 0) {
    invalid(context, path.child("tolerance"), tolerance, "must be greater than or equal to 0");
  }
}

function validatePolicy(policy: JsonValue, path: Path, context: ValidationContext): void {
  const type = textAt(policy, "type");
  if (!POLICY_TYPES.includes(type)) notSupported(context, path.child("type"), namedText(type), POLICY_TYPES);
  const value = numberAt(policy, "value") ?? 0;
  if (value <= 0) invalid(context, path.child("value"), value, "must be greater than zero");
  const period = numberAt(policy, "periodSeconds") ?? 0;
  const at = path.child("periodSeconds");
  if (period <= 0) invalid(context, at, period, "must be greater than zero");
  if (period > MAX_PERIOD) invalid(context, at, period, `must be less than or equal to ${MAX_PERIOD}`);
}
