import { LAST_APPLIED } from "../../kubernetes/client-apply.ts";
import { describeTemplate } from "../../kubernetes/describe/describe-template.ts";
import type { ClusterState, SetRecord } from "../../model/cluster.ts";
import { UsageError } from "../../model/errors.ts";
import type { JsonObject } from "../../model/json.ts";
import { textAt } from "../../model/json-read.ts";
import { rolloutRestart, type VerbResult } from "../../simulate/operations.ts";
import { rolloutHistory, rolloutUndo, templateOfRevision } from "../../simulate/rollout-history.ts";
import { rolloutStatus } from "../../simulate/rollout-status.ts";
import { textOption } from "../option-values.ts";
import { behindWords, changeSets, type Wish } from "./change-set.ts";
import { findSets } from "./find-sets.ts";
import { resourceArguments } from "./resource-arguments.ts";
import type { VerbAnswer, VerbCall, VerbSpec, Watched, World } from "./verb.ts";

export const restartVerb: VerbSpec = {
  name: "rollout restart",
  options: [
    {
      flags: "--restarted-at <time>",
      summary: "the time that kubectl writes into the template",
      group: "Options",
      defaultText: "2000-01-01T00:00:00Z",
    },
  ],
  prepare(call) {
    const resources = resourcesOf(call);
    const first = textOption(call.options, "restartedAt") ?? "2000-01-01T00:00:00Z";
    return (world) =>
      changeSets(world, resources, (stored) => wishOf(rolloutRestart(stored, laterThan(stored, first))));
  },
};

const ANNOTATION = "kubectl.kubernetes.io/restartedAt";

/** The time of a restart; the one after the last when that was at the same time. */
function laterThan(stored: JsonObject, time: string): string {
  const last = textAt(stored, "spec", "template", "metadata", "annotations", ANNOTATION);
  if (last.slice(0, 17) !== time.slice(0, 17)) return time;
  return last.replace(/:(\d\d)(Z|[+-].*)$/, (_all, second: string, zone: string) => {
    return `:${String((Number(second) + 1) % 60).padStart(2, "0")}${zone}`;
  });
}

export const undoVerb: VerbSpec = {
  name: "rollout undo",
  options: [
    {
      flags: "--to-revision <number>",
      summary: "the revision to go back to; 0 is the last one",
      group: "Options",
      takes: "count",
      defaultText: "0",
    },
  ],
  prepare(call) {
    const resources = resourcesOf(call);
    const number = call.options.toRevision;
    const toRevision = typeof number === "number" ? number : 0;
    return (world) =>
      changeSets(
        world,
        resources,
        (stored, { state, name }): Wish => {
          const isApplied = textAt(stored, "metadata", "annotations", LAST_APPLIED) !== "";
          const lines = isApplied ? [appliedWarning(name)] : [];
          const wish = wishOf(rolloutUndo(state, world.admission, toRevision));
          return { ...wish, lines: [...lines, ...(wish.lines ?? [])] };
        },
        behindWords(`failed restoring revision ${toRevision}`),
      );
  },
};

function appliedWarning(name: string): string {
  return `Warning: resource statefulsets/${name} was previously managed with 'kubectl apply'. Rolling back will not update the ${LAST_APPLIED} annotation, which may cause unexpected behavior on future 'kubectl apply' operations. Consider using 'kubectl apply' with your previous configuration file instead.`;
}

export const statusVerb: VerbSpec = {
  name: "rollout status",
  options: [
    {
      flags: "--watch <boolean>",
      summary: "until the rollout is done; false: only where it stands now",
      group: "Options",
      defaultText: "true",
      suggests: ["true", "false"],
    },
    { flags: "--timeout <duration>", summary: "how long to wait, such as 60s or 5m", group: "Options" },
  ],
  prepare(call) {
    const resources = resourcesOf(call);
    const seconds = secondsOf(textOption(call.options, "timeout"));
    const isWatching = textOption(call.options, "watch") !== "false";
    return (world) => {
      const { found, missing } = findSets(world, resources);
      const reports = found.map((index) => statusLines(world, index, { seconds, isWatching }));
      return {
        lines: [...reports.flatMap(({ lines }) => lines), ...missing],
        exitStatus: missing.length > 0 || reports.some(({ isError }) => isError) ? 1 : 0,
        operations: [],
        about: found,
      };
    };
  },
};

interface StatusOptions {
  /** Undefined: for ever. */
  readonly seconds: number | undefined;
  readonly isWatching: boolean;
}

/** kubectl prints the status at every change of the set, until the rollout is done. */
function statusLines(
  world: World,
  index: number,
  { seconds, isWatching }: StatusOptions,
): { readonly lines: readonly string[]; readonly isError: boolean } {
  const set = world.sets[index]?.state.set;
  if (set === undefined) return { lines: [], isError: false };
  const lines: string[] = [];
  for (const record of isWatching ? seenBy(set, world.watch(index), seconds) : [set]) {
    const status = rolloutStatus(record);
    if ("error" in status) return { lines: [`error: ${status.error}`], isError: true };
    if (status.message !== lines.at(-1)) lines.push(status.message);
    if (status.isDone || !isWatching) return { lines, isError: false };
  }
  if (seconds !== undefined) return { lines: [...lines, "error: timed out waiting for the condition"], isError: true };
  return {
    lines: [...lines, "(and so on: kubectl waits for ever, as the rollout does not get further)"],
    isError: true,
  };
}

function seenBy(set: SetRecord, { simulation, since }: Watched, seconds: number | undefined): SetRecord[] {
  const { trace } = simulation;
  const first = trace[since]?.t ?? 0;
  const seen = trace
    .slice(since)
    .filter(({ t, status }) => status !== undefined && (seconds === undefined || t - first <= seconds))
    .map(({ status }): SetRecord => {
      return {
        ...set,
        status: { ...set.status, ...status, observedGeneration: set.generation, progressing: undefined },
      };
    });
  return seen.length > 0 ? seen : [set];
}

/** Go's durations in whole seconds; "0" and "0s" wait for ever. */
function secondsOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const match = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(text);
  if (match === null || text === "") {
    if (/^0+$/.test(text)) return undefined;
    throw new UsageError(
      `invalid argument ${JSON.stringify(text)} for "--timeout" flag: time: invalid duration ${JSON.stringify(text)}`,
    );
  }
  const [hours = 0, minutes = 0, rest = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return hours * 3600 + minutes * 60 + rest || undefined;
}

export const historyVerb: VerbSpec = {
  name: "rollout history",
  options: [
    { flags: "--revision <number>", summary: "the Pod template of this revision", group: "Options", takes: "count" },
  ],
  prepare(call) {
    const resources = resourcesOf(call);
    const number = call.options.revision;
    const revision = typeof number === "number" ? number : 0;
    return (world) => {
      const { found, missing } = findSets(world, resources);
      const tables = found.flatMap((index) => {
        const state = world.sets[index]?.state;
        return state === undefined ? [] : [historyLines(state, revision)];
      });
      return {
        lines: [...tables.flatMap(({ lines }) => lines), ...missing],
        exitStatus: missing.length > 0 || tables.some(({ isError }) => isError) ? 1 : 0,
        operations: [],
        about: [],
      };
    };
  },
};

function historyLines(
  state: ClusterState,
  revision: number,
): { readonly lines: readonly string[]; readonly isError: boolean } {
  if (revision === 0) return { lines: rolloutHistory(state).split("\n"), isError: false };
  const template = templateOfRevision(state, revision);
  if (template === undefined) return { lines: ["error: unable to find the specified revision"], isError: true };
  const head = `statefulset.apps/${textAt(state.set?.object, "metadata", "name")} with revision #${revision}`;
  return { lines: [head, ...describeTemplate(template), ""], isError: false };
}

export const pauseVerb = refusingVerb("rollout pause", "pausing is not supported");
export const resumeVerb = refusingVerb("rollout resume", "resuming is not supported");

/** What kubectl has for Deployments only. */
function refusingVerb(name: string, because: string): VerbSpec {
  return {
    name,
    options: [],
    prepare(call) {
      const resources = resourcesOf(call);
      return (world): VerbAnswer => {
        const { found, missing } = findSets(world, resources);
        const refused = found.map(
          (index) => `error: statefulsets.apps ${JSON.stringify(world.sets[index]?.name ?? "")} ${because}`,
        );
        return { lines: [...refused, ...missing], exitStatus: 1, operations: [], about: [] };
      };
    },
  };
}

function resourcesOf({ words }: VerbCall) {
  const resources = resourceArguments({ words, kindAlone: "all" });
  if (resources.some(({ kind }) => kind !== "statefulset")) {
    throw new UsageError("a rollout is nothing that a Pod, a claim or a Service has.", "statefulset/NAME");
  }
  return resources;
}

function wishOf(result: VerbResult): Wish {
  if ("error" in result) return { lines: [`error: ${result.error}`], isError: true };
  const [operation] = result.operations;
  if (operation === undefined || !("apply" in operation)) return { lines: [result.message], isError: false };
  return { next: operation.apply, line: result.message };
}
