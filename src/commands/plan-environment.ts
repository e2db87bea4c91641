import { UsageError } from "../model/errors.ts";
import type { JsonObject } from "../model/json.ts";
import { listAt, numberAt } from "../model/json-read.ts";
import type { PlanTiming } from "../model/report.ts";
import type { BrokenRule, Environment } from "../model/scenario.ts";
import { neverReadyRule } from "../simulate/operations.ts";
import type { OptionValues } from "./command.ts";
import { listOption, numberOption } from "./option-values.ts";

const START_SECONDS = 10;
const TERMINATE_SECONDS = 5;
const PROBES = ["readinessProbe", "startupProbe"];

/** How long Pods of a stored set take, by the options of `ENVIRONMENT_OPTIONS`. */
export function timingOf(stored: JsonObject, options: OptionValues): PlanTiming {
  const given = numberOption(options, "startSeconds");
  const probeDelaySeconds = given === undefined ? probeDelay(stored) : 0;
  return {
    startSeconds: given ?? START_SECONDS + probeDelaySeconds,
    terminateSeconds: numberOption(options, "terminateSeconds") ?? TERMINATE_SECONDS,
    probeDelaySeconds,
    isGiven: given !== undefined,
  };
}

/** The world that a plan runs in. Throws `UsageError` for a `--never-ready` that names no Pod. */
export function environmentOf(timing: PlanTiming, options: OptionValues): Environment {
  const { startSeconds, terminateSeconds } = timing;
  return { startSeconds, terminateSeconds, broken: listOption(options, "neverReady").map(brokenRule) };
}

function brokenRule(text: string): BrokenRule {
  const rule = neverReadyRule(text);
  if (rule === undefined)
    throw new UsageError(`--never-ready ${JSON.stringify(text)} names no Pod.`, "web-1, or web-1@REVISION");
  return rule;
}

/** Probes do not run before their initial delay; the slowest container decides. */
function probeDelay(stored: JsonObject): number {
  const containers = listAt(stored, "spec", "template", "spec", "containers");
  const delays = containers.flatMap((container) =>
    PROBES.map((probe) => numberAt(container, probe, "initialDelaySeconds") ?? 0),
  );
  return Math.max(0, ...delays);
}
