import { patchSpecStep } from "./remedy-steps.ts";
import type { Trap } from "./trap.ts";

/** The set has the strategy Recreate, and its gate is off. */
export const recreateSwitchedOff: Trap = {
  name: "recreate-switched-off",
  title: "The strategy Recreate is stored, but its feature gate is off",
  sources: ["kubernetes#137187"],
  detect({ simulation }) {
    const { error = "" } = simulation;
    if (!/uses Recreate strategy but feature gate/.test(error)) return undefined;
    return {
      severity: "stuck",
      explanation: `The controller does nothing at all for this set: ${error}. A Pod that goes is not made again.`,
    };
  },
  candidates: (situation) => [
    {
      steps: [patchSpecStep(situation, { updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 0 } } })],
      deletesBlockers: true,
      note: "",
    },
  ],
};
