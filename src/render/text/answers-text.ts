import type { PlanReport } from "../../model/report.ts";
import { escapeLine } from "../escape.ts";
import type { RenderOptions } from "../renderer.ts";

/** Each command and what kubectl prints for it. The plan of a first apply needs no such thing. */
export function drawAnswers(report: PlanReport, { theme }: RenderOptions): string[] {
  if (isFirstApply(report)) return [];
  return report.answers.flatMap(({ command, lines, exitStatus }) => [
    theme("strong", `$ ${escapeLine(command)}`),
    ...lines.map((line) => theme(exitStatus === 0 ? "muted" : "error", withTabs(line))),
    "",
  ]);
}

/** Of commands that only look, what kubectl prints; of others, what goes wrong, unless a finding says it. */
export function quietAnswers(report: PlanReport): string[] {
  const { answers, plans } = report;
  if (isFirstApply(report) || plans.some(({ action }) => action === "refused")) return [];
  return answers
    .filter(({ exitStatus }) => plans.length === 0 || exitStatus !== 0)
    .flatMap(({ lines }) => lines.map(withTabs));
}

/** kubectl prints tabs in some places. */
function withTabs(line: string): string {
  return line.split("\t").map(escapeLine).join("\t");
}

function isFirstApply({ answers, plans, verb }: PlanReport): boolean {
  return verb === "apply" && answers.length < 2 && plans.every(({ change }) => change === undefined);
}
