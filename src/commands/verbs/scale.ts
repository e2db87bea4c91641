import { UsageError } from "../../model/errors.ts";
import { numberAt } from "../../model/json-read.ts";
import { scale } from "../../simulate/operations.ts";
import { textOption } from "../option-values.ts";
import { changeSets, type Wish } from "./change-set.ts";
import { resourceArguments } from "./resource-arguments.ts";
import type { VerbSpec } from "./verb.ts";

const REQUIRED = "The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0";

export const scaleVerb: VerbSpec = {
  name: "scale",
  options: [
    { flags: "--replicas <count>", summary: "how many Pods there shall be; required", group: "Options" },
    {
      flags: "--current-replicas <count>",
      summary: "only when there are as many now",
      group: "Options",
    },
  ],
  prepare({ words, options }) {
    const replicas = wholeNumber(textOption(options, "replicas"), "replicas");
    const expected = wholeNumber(textOption(options, "currentReplicas"), "current-replicas");
    if (replicas === undefined) throw new UsageError('required flag(s) "replicas" not set');
    if (replicas < 0) throw new UsageError(REQUIRED);
    if (expected !== undefined && expected < -1) {
      throw new UsageError("The --current-replicas must specify an integer of -1 or greater");
    }
    const resources = resourceArguments({ words, kindAlone: "error" });
    return (world) =>
      changeSets(world, resources, (stored): Wish => {
        const now = numberAt(stored, "spec", "replicas") ?? 1;
        if (expected !== undefined && expected !== -1 && expected !== now) {
          return { lines: [`error: Expected replicas to be ${expected}, was ${now}`], isError: true };
        }
        const result = scale(stored, replicas);
        if ("error" in result) return { lines: [`error: ${result.error}`], isError: true };
        const [operation] = result.operations;
        const next = operation !== undefined && "apply" in operation ? operation.apply : stored;
        return { next, line: result.message };
      });
  },
};

function wholeNumber(text: string | undefined, flag: string): number | undefined {
  if (text === undefined) return undefined;
  if (/^[+-]?\d+$/.test(text)) return Number(text);
  throw new UsageError(
    `invalid argument ${JSON.stringify(text)} for "--${flag}" flag: strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`,
  );
}
