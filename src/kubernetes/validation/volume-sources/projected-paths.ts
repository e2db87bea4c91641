import type { ValidationContext } from "../context.ts";
import { invalid } from "../errors.ts";
import { validateDescendingPath } from "../local-path.ts";
import type { Path } from "../path.ts";

/** Mirrors: ValidateLocalNonReservedPath, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateNonReservedPath(text: string, path: Path, context: ValidationContext): void {
  validateDescendingPath(text, path, context);
  if (text.startsWith("..") && !text.startsWith("../")) invalid(context, path, text, "must not start with '..'");
}

/** The paths that the sources of one projected volume write to. */
export class ProjectedPaths {
  private readonly taken = new Set<string>();
  private readonly volume: Path;
  private readonly context: ValidationContext;

  constructor(volume: Path, context: ValidationContext) {
    this.volume = volume;
    this.context = context;
  }

  /** An error at the volume when the path is taken already; `shown` is what the server shows instead of the path. */
  take(text: string, shown = text): void {
    if (this.taken.has(text)) invalid(this.context, this.volume, shown, "conflicting duplicate paths");
    this.taken.add(text);
  }
}
