import type { Diagnostic } from "../model/diagnostic.ts";
import { UsageError } from "../model/errors.ts";
import { fingerprintsOf } from "../model/fingerprint.ts";
import { isObject, type JsonValue } from "../model/json.ts";
import { listAt, textAt } from "../model/json-read.ts";
import type { SuppressedDiagnostic } from "../model/report.ts";

/** The fingerprints in a baseline file. Throws `UsageError` when it is none. */
export function readBaseline(value: JsonValue | undefined, file: string): ReadonlySet<string> {
  if (!isObject(value) || value.kind !== "Baseline") {
    throw new UsageError(`${file} is no baseline of sts-plan.`, "make one with --write-baseline FILE");
  }
  return new Set(listAt(value, "findings").map((entry) => textAt(entry, "fingerprint")));
}

/** Takes out the findings that were known when the baseline was written. */
export function applyBaseline(
  diagnostics: readonly Diagnostic[],
  known: ReadonlySet<string>,
): { kept: Diagnostic[]; dropped: SuppressedDiagnostic[] } {
  const fingerprints = fingerprintsOf(diagnostics);
  const kept: Diagnostic[] = [];
  const dropped: SuppressedDiagnostic[] = [];
  for (const [index, diagnostic] of diagnostics.entries()) {
    if (known.has(fingerprints[index] ?? "")) dropped.push({ diagnostic, kind: "external", reason: "baseline" });
    else kept.push(diagnostic);
  }
  return { kept, dropped };
}
