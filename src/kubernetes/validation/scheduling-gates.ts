import type { JsonValue } from "../../model/json.ts";
import { textAt } from "../../model/json-read.ts";
import type { ValidationContext } from "./context.ts";
import { duplicate, invalidEach } from "./errors.ts";
import { isQualifiedName } from "./names.ts";
import type { Path } from "./path.ts";

/** Mirrors: validateSchedulingGates, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateSchedulingGates(gates: readonly JsonValue[], path: Path, context: ValidationContext): void {
  const seen = new Set<string>();
  for (const [index, gate] of gates.entries()) {
    const name = textAt(gate, "name");
    const at = path.index(index);
    invalidEach(context, at, name, isQualifiedName(name, context.version.behaviour.labelLengthUnit));
    if (seen.has(name)) duplicate(context, at, name);
    seen.add(name);
  }
}
