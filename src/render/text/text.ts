import { assertNever } from "../../model/errors.ts";
import type { Report } from "../../model/report.ts";
import { mermaidRenderer } from "../graph-mermaid.ts";
import type { Renderer, RenderOptions } from "../renderer.ts";
import { drawDiffReport } from "./diff-text.ts";
import { drawLintReport } from "./lint-text.ts";
import { drawNamesReport } from "./names-text.ts";
import { drawNextReport } from "./next-text.ts";
import { drawPlanReport } from "./plan-text.ts";
import { drawScenarioReport } from "./scenario-text.ts";

/** For people. */
export const textRenderer: Renderer = { render: (report, options) => draw(report, options, false) };

/** For people with a wide terminal: all rows, more columns. */
export const wideRenderer: Renderer = { render: (report, options) => draw(report, options, true) };

function draw(report: Report, options: RenderOptions, isWide: boolean): string {
  switch (report.kind) {
    case "PlanReport":
      return drawPlanReport(report, { ...options, isWide });
    case "NamesReport":
      return drawNamesReport(report, options);
    case "LintReport":
      return drawLintReport(report, options);
    case "DiffReport":
      return drawDiffReport(report, options);
    case "NextReport":
      return drawNextReport(report, { ...options, isWide });
    case "ScenarioReport":
      return drawScenarioReport(report, options);
    case "GraphReport":
      return mermaidRenderer.render(report, options);
    case "TextReport":
      return report.text;
    default:
      return assertNever(report);
  }
}
