import type { Diagnostic } from "../model/diagnostic.ts";
import type { SuppressedDiagnostic } from "../model/report.ts";
import type { IgnoreEntry } from "./lint-options.ts";
import { matchesGlob } from "./match-glob.ts";

/** Takes out what the config file ignores by path and object. An entry without rules, paths or objects has no limit there. */
export function applyIgnores(
  diagnostics: readonly Diagnostic[],
  ignores: readonly IgnoreEntry[],
): { kept: Diagnostic[]; dropped: SuppressedDiagnostic[] } {
  const kept: Diagnostic[] = [];
  const dropped: SuppressedDiagnostic[] = [];
  for (const diagnostic of diagnostics) {
    const entry = ignores.find((candidate) => isIgnored(diagnostic, candidate));
    if (entry === undefined) kept.push(diagnostic);
    else dropped.push({ diagnostic, kind: "external", reason: entry.reason });
  }
  return { kept, dropped };
}

function isIgnored(diagnostic: Diagnostic, entry: IgnoreEntry): boolean {
  return (
    anyOf(entry.rules, (rule) => rule === diagnostic.rule || rule === diagnostic.name) &&
    anyOf(entry.paths, (glob) => matchesGlob(glob, diagnostic.file)) &&
    anyOf(entry.objects, (glob) => diagnostic.object !== null && matchesGlob(glob, diagnostic.object))
  );
}

function anyOf(list: readonly string[], test: (item: string) => boolean): boolean {
  return list.length === 0 || list.some(test);
}
