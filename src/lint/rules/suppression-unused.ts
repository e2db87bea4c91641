import { defineSuppressionRule } from "../rule.ts";
import { code } from "../wording.ts";

export const suppressionUnused = defineSuppressionRule({
  id: "STS002",
  name: "suppression-unused",
  severity: "warning",
  summary: "a suppression silences nothing",
  rationale: "What it was for is gone, or it stands in the wrong place; left in, it hides the next finding.",
  sources: [],
  *check({ known, isUsed, isRunning }) {
    if (known === undefined || isUsed || !isRunning) return;
    yield {
      message: `${code(known.id)} (${known.name}) is silenced here, but finds nothing.`,
      help: "Remove the suppression.",
    };
  },
});
