import type { JsonValue } from "../../model/json.ts";
import { listAt, objectAt, textAt, valueAt } from "../../model/json-read.ts";
import { isEnabled } from "../versions/version.ts";
import { goValue, namedText } from "./bad-value.ts";
import type { ValidationContext } from "./context.ts";
import { invalid, invalidEach, notSupported } from "./errors.ts";
import { quoteGo } from "./go-value-text.ts";
import { isQualifiedName, isValidLabelValue } from "./names.ts";
import type { Path } from "./path.ts";
import type { PodContext } from "./pod-context.ts";

const EFFECTS = ["NoSchedule", "PreferNoSchedule", "NoExecute"];
const ANY_KEY = 'operator must be Exists when `key` is empty, which means "match all values and all keys"';

/** Mirrors: ValidateTolerations, k8s.io/kubernetes/pkg/apis/core/validation v1.30.14 to v1.37.0 */
export function validateTolerations(tolerations: readonly JsonValue[], path: Path, context: PodContext): void {
  for (const [index, toleration] of tolerations.entries()) {
    const at = path.index(index);
    const key = textAt(toleration, "key");
    const effect = textAt(toleration, "effect");
    const operator = textAt(toleration, "operator");
    if (key !== "") {
      invalidEach(context, at.child("key"), key, isQualifiedName(key, context.version.behaviour.labelLengthUnit));
    } else if (operator !== "Exists") invalid(context, at.child("operator"), namedText(operator), ANY_KEY);
    const seconds = valueAt(toleration, "tolerationSeconds") ?? null;
    if (seconds !== null && effect !== "NoExecute") {
      const detail = "effect must be 'NoExecute' when `tolerationSeconds` is set";
      invalid(context, at.child("effect"), namedText(effect), detail);
    }
    validateOperator(toleration, operator, at, context);
    if (effect !== "" && !EFFECTS.includes(effect)) {
      notSupported(context, at.child("effect"), namedText(effect), EFFECTS);
    }
  }
}

function validateOperator(toleration: JsonValue, operator: string, path: Path, context: PodContext): void {
  const value = textAt(toleration, "value");
  const at = path.child("operator");
  const { behaviour } = context.version;
  if (operator === "Equal" || operator === "") {
    const messages = isValidLabelValue(value, behaviour.labelLengthUnit);
    if (messages.length > 0) invalid(context, at, value, messages.join(";"));
  } else if (operator === "Exists") {
    if (value === "") return;
    const shown = behaviour.showsWholeToleration ? goValue("internal/core.Toleration", objectAt(toleration)) : value;
    invalid(context, at, shown, "value must be empty when `operator` is 'Exists'");
  } else if (isComparing(operator) && behaviour.knowsComparingTolerations) {
    if (allowsComparing(context)) validateNumber(value, path.child("value"), context);
    else notSupported(context, at, namedText(operator), ["Equal", "Exists", "Lt", "Gt"]);
  } else notSupported(context, at, namedText(operator), ["Equal", "Exists"]);
}

function isComparing(operator: string): boolean {
  return operator === "Lt" || operator === "Gt";
}

/** Mirrors: allowTaintTolerationComparisonOperators, k8s.io/kubernetes/pkg/api/pod v1.37.0 */
function allowsComparing({ version, old }: PodContext): boolean {
  if (isEnabled(version, "TaintTolerationComparisonOperators")) return true;
  return listAt(old, "spec", "tolerations").some((toleration) => isComparing(textAt(toleration, "operator")));
}

const MIN_INT64 = -(2n ** 63n);
const MAX_INT64 = 2n ** 63n - 1n;

function validateNumber(value: string, path: Path, context: ValidationContext): void {
  if (value === "") invalid(context, path, value, "must be non-empty");
  else if (!/^(0|-?[1-9][0-9]*)$/.test(value)) {
    invalid(context, path, value, "must be a valid decimal integer in canonical form");
  }
  const parsing = `strconv.ParseInt: parsing ${quoteGo(value)}`;
  if (!/^[-+]?[0-9]+$/.test(value)) invalid(context, path, value, `${parsing}: invalid syntax`);
  else if (BigInt(value.replace("+", "")) < MIN_INT64 || BigInt(value.replace("+", "")) > MAX_INT64) {
    invalid(context, path, value, `${parsing}: value out of range`);
  }
}
