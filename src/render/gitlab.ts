import type { Severity } from "../model/diagnostic.ts";
import { fingerprintsOf } from "../model/fingerprint.ts";
import { fullMessage, pathOf } from "./findings.ts";
import type { Renderer } from "./renderer.ts";

const SEVERITIES: Readonly<Record<Severity, string>> = { error: "critical", warning: "minor", info: "info" };

/** GitLab Code Quality: an array; findings with equal fingerprints would be dropped, so ours are unique. */
export const gitlabRenderer: Renderer = {
  render({ diagnostics }) {
    const fingerprints = fingerprintsOf(diagnostics);
    const issues = diagnostics.map((diagnostic, index) => ({
      description: fullMessage(diagnostic),
      check_name: `${diagnostic.rule} ${diagnostic.name}`,
      fingerprint: fingerprints[index],
      severity: SEVERITIES[diagnostic.severity],
      location: {
        path: pathOf(diagnostic.file),
        lines: {
          begin: diagnostic.range.start.line,
          end: Math.max(diagnostic.range.start.line, diagnostic.range.end.line),
        },
      },
    }));
    return `${JSON.stringify(issues, undefined, 2)}\n`;
  },
};
