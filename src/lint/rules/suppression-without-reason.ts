import { defineSuppressionRule } from "../rule.ts";
import { code } from "../wording.ts";

export const suppressionWithoutReason = defineSuppressionRule({
  id: "STS001",
  name: "suppression-without-reason",
  severity: "warning",
  summary: "a finding is silenced without a reason",
  rationale: "Whoever reads the manifest next cannot tell a decision from a shortcut.",
  sources: [],
  *check({ rule, known, reason }) {
    if (known === undefined || reason !== "") return;
    yield {
      message: `${code(rule)} is silenced here without a reason.`,
      help: `Say why, behind the rule: ${code(`${rule}: …`)}.`,
    };
  },
});
