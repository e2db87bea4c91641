import { escapeXml } from "./escape.ts";
import { byFile, fullMessage, pathOf } from "./findings.ts";
import type { Renderer } from "./renderer.ts";

/** Checkstyle XML, for Jenkins' warnings plugin and reviewdog. */
export const checkstyleRenderer: Renderer = {
  render({ diagnostics }) {
    const files = [...byFile(diagnostics)].flatMap(([file, findings]) => [
      `  <file name="${escapeXml(pathOf(file))}">`,
      ...findings.map(
        (finding) =>
          `    <error line="${finding.range.start.line}" column="${finding.range.start.column}" severity="${finding.severity}" message="${escapeXml(fullMessage(finding))}" source="${escapeXml(`sts-plan.${finding.rule}.${finding.name}`)}"/>`,
      ),
      "  </file>",
    ]);
    const lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<checkstyle version="4.3">', ...files, "</checkstyle>"];
    return `${lines.join("\n")}\n`;
  },
};
