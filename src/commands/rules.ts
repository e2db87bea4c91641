import type { Command } from "./command.ts";
import { rulesAsData, rulesAsTable } from "./list-rules.ts";
import { textReport } from "./text-report.ts";

/** Which rules `lint` has. */
export const rulesCommand: Command = {
  name: "rules",
  description: "Lists the rules of `lint`: id, name, severity, and when each fires. `explain RULE` tells more.",
  options: [],
  examples: ["sts-plan rules", "sts-plan rules -o json"],
  formats: ["table", "json", "yaml"],
  needsNoFiles: true,
  run: () => textReport(rulesAsTable(), { data: rulesAsData() }),
};
