import { defineSuppressionRule } from "../rule.ts";
import { code } from "../wording.ts";

export const suppressionOfUnknownRule = defineSuppressionRule({
  id: "STS003",
  name: "suppression-of-unknown-rule",
  severity: "warning",
  summary: "a suppression names a rule that does not exist",
  rationale: "It silences nothing.",
  sources: [],
  *check({ rule, known, nearest }) {
    if (known !== undefined) return;
    yield {
      message: `There is no rule ${code(rule)}.`,
      help: nearest ? `Did you mean ${code(nearest)}?` : "`sts-plan rules` lists them.",
    };
  },
});
