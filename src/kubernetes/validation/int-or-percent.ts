import type { JsonValue } from "../../model/json.ts";
import { goValue } from "./bad-value.ts";
import type { ValidationContext } from "./context.ts";
import { invalid } from "./errors.ts";
import type { Path } from "./path.ts";

const PERCENT = /^[0-9]+%$/;

/** Mirrors: ValidatePositiveIntOrPercent and IsNotMoreThan100Percent, k8s.io/kubernetes/pkg/apis/apps/validation v1.37.0 */
export function validateIntOrPercent(value: JsonValue | undefined, path: Path, context: ValidationContext): void {
  if (typeof value === "number" && value < 0) {
    invalid(context, path, value, "must be greater than or equal to 0");
  }
  if (typeof value !== "string") return;
  const shown = goValue("util/intstr.IntOrString", value);
  if (!PERCENT.test(value)) {
    const detail =
      "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')";
    invalid(context, path, shown, detail);
  } else if (Number(value.slice(0, -1)) > 100) invalid(context, path, shown, "must not be greater than 100%");
}
