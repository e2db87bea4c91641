import type { Diagnostic } from "../model/diagnostic.ts";
import { compareDiagnostics } from "../model/diagnostic.ts";
import { fingerprintsOf } from "../model/fingerprint.ts";
import { suppressedOf } from "./findings.ts";
import type { Renderer } from "./renderer.ts";

/** The findings of today, for `--baseline`: what is known is not reported again. One line a finding, for reviews. */
export const baselineRenderer: Renderer = {
  render(report) {
    const known = suppressedOf(report)
      .filter((entry) => entry.reason === "baseline")
      .map((entry) => entry.diagnostic);
    const diagnostics: readonly Diagnostic[] = [...report.diagnostics, ...known].sort(compareDiagnostics);
    const fingerprints = fingerprintsOf(diagnostics);
    const findings = diagnostics.map(({ rule, name, file, object, path }, index) =>
      JSON.stringify({ fingerprint: fingerprints[index], rule, name, file, object, path }),
    );
    const list = findings.length === 0 ? "[]" : `[\n    ${findings.join(",\n    ")}\n  ]`;
    return `{\n  "apiVersion": "sts-plan.dev/v1",\n  "kind": "Baseline",\n  "findings": ${list}\n}\n`;
  },
};
