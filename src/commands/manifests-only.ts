import type { SourceFile } from "../model/source.ts";

/** Files of tools that stand beside manifests. */
const OTHER_FILES =
  /(?:^|\/)(?:kustomization\.ya?ml|Chart\.ya?ml|values[^/]*\.ya?ml|values\.schema\.json|\.sts-plan\.ya?ml)$/i;
const NAMES_A_KIND = /\b(?:kind|apiVersion)["']?\s*:/;

/**
 * A directory holds more than manifests: files of kustomize and Helm, and YAML or JSON that speaks of no kind at all,
 * are passed over. A single file is always taken at its word.
 */
export function manifestsOnly(sources: readonly SourceFile[]): readonly SourceFile[] {
  if (sources.length < 2) return sources;
  return sources.filter(({ name, text }) => !OTHER_FILES.test(name) && NAMES_A_KIND.test(text));
}
