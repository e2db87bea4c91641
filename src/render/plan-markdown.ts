import type { Plan, PlanChange, PlanReport } from "../model/report.ts";
import { escapeLine, escapeMarkdown } from "./escape.ts";
import { consequences, revisionText, whatHappens } from "./text/change-text.ts";
import { readyText } from "./text/timeline.ts";
import { blockerText, REMEDIES } from "./wording.ts";

/** A comment ends at 65,536 characters. */
const MOST_PODS = 60;

/** What the commands would do to sets that are there: a table of their Pods, and what it means. */
export function planLines({ plans, answers }: PlanReport): string[] {
  const changed = plans.flatMap((plan) => (plan.change === undefined ? [] : [{ plan, change: plan.change }]));
  if (changed.length === 0) return [];
  const commands = answers.map(({ command, exitStatus }) => {
    return `- ${code(command)}${exitStatus === 0 ? "" : " **fails**"}`;
  });
  return [...commands, ...changed.flatMap(({ plan, change }) => setLines(plan, change))];
}

function setLines(plan: Plan, change: PlanChange): string[] {
  const { namespace, name } = plan.statefulSet;
  return [
    "",
    `#### StatefulSet ${escapeMarkdown(`${namespace}/${name}`)}: ${outcomeText(plan)}`,
    "",
    ...podTable(change),
    ...consequences(plan, change).map((text) => `- ${escapeMarkdown(text)}`),
    ...plan.blockedBy.map((blocker) => {
      return `- ${escapeMarkdown(`${blockerText(blocker)}. What helps: ${REMEDIES[blocker.remedy]}.`)}`;
    }),
  ];
}

function outcomeText(plan: Plan): string {
  const seconds = plan.simulation?.final.t ?? 0;
  switch (plan.outcome) {
    case "complete":
      return `${readyText(plan)} after about ${seconds} s`;
    case "blocked":
      return `**blocked** after about ${seconds} s`;
    case "no-set":
      return `gone after about ${seconds} s`;
    case "refused":
      return "**refused by the API server**";
    case "livelock":
    case "unbounded":
      return "**the controller never comes to rest**";
  }
}

function podTable({ pods, revisions }: PlanChange): string[] {
  const changed = pods.filter(({ fate, downAt }) => fate !== "stays" || downAt !== null);
  if (changed.length === 0) return ["No Pod changes.", ""];
  const rows = changed.slice(0, MOST_PODS).map((pod) => {
    const cells = [pod.name, revisionText(pod.before, revisions), revisionText(pod.after, revisions), whatHappens(pod)];
    return `| ${cells.map(escapeMarkdown).join(" | ")} |`;
  });
  const more = changed.length > MOST_PODS ? [`${changed.length - MOST_PODS} more Pods are not shown.`, ""] : [];
  return ["| Pod | Before | After | What happens |", "| --- | --- | --- | --- |", ...rows, "", ...more];
}

/** Code in backticks of which the text has none. */
function code(text: string): string {
  const line = escapeLine(text);
  return line.includes("`") ? escapeMarkdown(line) : `\`${line}\``;
}
