import type { RuleFacts } from "../model/rule-facts.ts";
import { wrapText } from "./wrap-text.ts";

/** A rule for the terminal: what it finds, why that matters, how to silence it. Ends with a line break. */
export function explainRule(rule: RuleFacts): string {
  const lines = [
    `${rule.id} ${rule.name}`,
    "",
    `Fires when: ${plain(rule.summary)}`,
    `Severity:   ${rule.severity}${rule.optIn ? " (advice: only with --strict, --include, or by the config file)" : ""}`,
    "",
    ...wrapText(plain(rule.rationale), 96),
    "",
    ...(rule.sources.length === 0 ? [] : ["Sources:", ...rule.sources.map((source) => `  ${source}`), ""]),
    "To accept it in one place, say why:",
    `  # sts-plan-ignore ${rule.id}: reason            a comment at the line, or above the block`,
    `  sts-plan.dev/ignore: "${rule.id} reason"        an annotation of the object or its Pod template`,
  ];
  return `${lines.join("\n")}\n`;
}

/** Code spans are for Markdown; in a terminal the quotes would only disturb. */
function plain(text: string): string {
  return text.replaceAll("`", "");
}
