import type { JsonValue } from "../../model/json.ts";
import { textAt } from "../../model/json-read.ts";
import type { ValidationContext } from "./context.ts";
import { invalidEach } from "./errors.ts";
import { isQualifiedName } from "./names.ts";
import type { Path } from "./path.ts";

/** Mirrors: validateReadinessGates, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateReadinessGates(gates: readonly JsonValue[], path: Path, context: ValidationContext): void {
  for (const [index, gate] of gates.entries()) {
    const type = textAt(gate, "conditionType");
    const messages = isQualifiedName(type, context.version.behaviour.labelLengthUnit);
    invalidEach(context, path.index(index).child("conditionType"), type, messages);
  }
}
