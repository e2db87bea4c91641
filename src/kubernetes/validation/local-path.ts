import type { ValidationContext } from "./context.ts";
import { invalid } from "./errors.ts";
import type { Path } from "./path.ts";

/** Mirrors: validateLocalDescendingPath, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateDescendingPath(text: string, path: Path, context: ValidationContext): void {
  if (text.startsWith("/")) invalid(context, path, text, "must be a relative path");
  validateNoBacksteps(text, path, context);
}

/** Mirrors: validatePathNoBacksteps, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateNoBacksteps(text: string, path: Path, context: ValidationContext): void {
  if (hasBacksteps(text)) invalid(context, path, text, "must not contain '..'");
}

export function hasBacksteps(text: string): boolean {
  return text.split("/").includes("..");
}
