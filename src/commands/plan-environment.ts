import { UsageError } from "../model/errors.ts";
import type { JsonObject } from "../model/json.ts";
import { listAt, numberAt } from "../model/json-read.ts";
import type { PlanTiming } from "../model/report.ts";
import type { BrokenRule, Environment, PodDurations } from "../model/scenario.ts";
import { ordinalOf } from "../simulate/names.ts";
import { neverReadyRule } from "../simulate/operations.ts";
import type { OptionValues } from "./command.ts";
import { listOption } from "./option-values.ts";

const START_SECONDS = 10;
const TERMINATE_SECONDS = 5;
const PROBES = ["readinessProbe", "startupProbe"];

/** How long Pods of a stored set take, by the options of `ENVIRONMENT_OPTIONS`. Throws `UsageError`. */
export function timingOf(stored: JsonObject, options: OptionValues): PlanTiming {
  const start = durationsOf("start-seconds", listOption(options, "startSeconds"));
  const end = durationsOf("terminate-seconds", listOption(options, "terminateSeconds"));
  const probeDelaySeconds = start.all === undefined ? probeDelay(stored) : 0;
  return {
    startSeconds: start.all ?? START_SECONDS + probeDelaySeconds,
    terminateSeconds: end.all ?? TERMINATE_SECONDS,
    probeDelaySeconds,
    isGiven: start.all !== undefined,
    perPod: [...new Set([...start.perPod.keys(), ...end.perPod.keys()])].map((pod) => ({
      pod,
      startSeconds: start.perPod.get(pod) ?? null,
      terminateSeconds: end.perPod.get(pod) ?? null,
    })),
  };
}

interface Durations {
  readonly all: number | undefined;
  readonly perPod: ReadonlyMap<string, number>;
}

/** `30`, `web-2=60`, or several of them with commas. Throws `UsageError`. */
function durationsOf(flag: string, texts: readonly string[]): Durations {
  let all: number | undefined;
  const perPod = new Map<string, number>();
  for (const text of texts.flatMap((list) => list.split(","))) {
    const [, pod, seconds] = /^(?:([^=]+)=)?(\d{1,9})$/.exec(text.trim()) ?? [];
    if (seconds === undefined || (pod !== undefined && ordinalOf(`-${pod}`) < 0)) {
      throw new UsageError(
        `--${flag} ${JSON.stringify(text)} is no whole number, 0 or more.`,
        `30, or for one Pod web-2=60`,
      );
    }
    if (pod === undefined) all = Number(seconds);
    else perPod.set(pod, Number(seconds));
  }
  return { all, perPod };
}

/** Revisions that `--never-ready POD@old` and `POD@new` stand for; undefined where there is none. */
export interface NamedRevisions {
  readonly old: string | undefined;
  readonly new: string | undefined;
}

/** The world that a plan runs in. Throws `UsageError` for a `--never-ready` that names no Pod. */
export function environmentOf(timing: PlanTiming, options: OptionValues, revisions?: NamedRevisions): Environment {
  const { startSeconds, terminateSeconds } = timing;
  const perPod = timing.perPod.map(({ pod, startSeconds: start, terminateSeconds: end }): [string, PodDurations] => [
    String(ordinalOf(`-${pod}`)),
    { ...(start === null ? {} : { startSeconds: start }), ...(end === null ? {} : { terminateSeconds: end }) },
  ]);
  return {
    startSeconds,
    terminateSeconds,
    broken: listOption(options, "neverReady").flatMap((text) => brokenRule(text, revisions)),
    ...(perPod.length > 0 ? { perPod: Object.fromEntries(perPod) } : {}),
  };
}

function brokenRule(text: string, revisions: NamedRevisions | undefined): BrokenRule[] {
  const rule = neverReadyRule(text);
  if (rule === undefined)
    throw new UsageError(
      `--never-ready ${JSON.stringify(text)} names no Pod.`,
      "web-1, web-1@REVISION, web-1@new or web-1@old",
    );
  if (rule.revision !== "old" && rule.revision !== "new") return [rule];
  const revision = revisions?.[rule.revision];
  return revision === undefined ? [] : [{ ...rule, revision }];
}

/** Probes do not run before their initial delay; the slowest container decides. */
function probeDelay(stored: JsonObject): number {
  const containers = listAt(stored, "spec", "template", "spec", "containers");
  const delays = containers.flatMap((container) =>
    PROBES.map((probe) => numberAt(container, probe, "initialDelaySeconds") ?? 0),
  );
  return Math.max(0, ...delays);
}
