import type { SourceFile } from "../model/source.ts";

/** Files of tools that stand beside manifests. */
const OTHER_FILES =
  /(?:^|\/)(?:kustomization\.ya?ml|Chart\.ya?ml|values[^/]*\.ya?ml|values\.schema\.json|\.sts-plan\.ya?ml)$/i;
/** A document that says what it is: in block style, or in braces. */
const NAMES_A_KIND = /^(?:kind|apiVersion)\s*:/m;
const IN_BRACES = /^\s*\{[\s\S]*\b(?:kind|apiVersion)["']?\s*:/m;
const AT_THE_MARGIN = /^[A-Za-z"'][^\n:]*:/m;

/**
 * A directory holds more than manifests: files of kustomize and Helm, and YAML or JSON without any `kind` are passed
 * over. A single file is always taken at its word.
 */
export function manifestsOnly(sources: readonly SourceFile[]): readonly SourceFile[] {
  if (sources.length < 2) return sources;
  return sources.filter(({ name, text }) => !OTHER_FILES.test(name) && looksLikeManifest(text));
}

function looksLikeManifest(text: string): boolean {
  if (NAMES_A_KIND.test(text) || IN_BRACES.test(text)) return true;
  return !AT_THE_MARGIN.test(text) && /\b(?:kind|apiVersion)\s*:/.test(text);
}
