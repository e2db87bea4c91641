import { isObject, type JsonObject, type JsonValue } from "../../model/json.ts";
import { numberAt, objectAt, textAt, textMapAt, valueAt } from "../../model/json-read.ts";
import { nearestOf } from "../../model/nearest.ts";
import type { Operation, OperationAction, OperationTime } from "../../model/scenario.ts";
import { rolloutRestart, scale, setImage, type VerbResult } from "../../simulate/operations.ts";
import { ACTIONS } from "./scenario-shape.ts";

type ActionName = keyof typeof ACTIONS;

const ACTION_NAMES = Object.keys(ACTIONS) as readonly ActionName[];
const RESTARTED_AT = "2000-01-01T00:00:00Z";

export interface LoweredOperation {
  readonly operation: Operation;
  /** In words, for the report: `scale to 5`. */
  readonly title: string;
}

export interface OperationProblem {
  /** Field of the operation to point at; undefined for the operation itself. */
  readonly field: string | undefined;
  readonly message: string;
  readonly help: string | null;
}

/** Finds the set of a manifest file by the name of the file. */
export type ManifestLookup = (file: string) => JsonObject | undefined;

/**
 * Turns the operations of a scenario into those of the simulator: verbs that change the set become an `apply` of what
 * was applied before them, changed. One value lives for one scenario.
 */
export class OperationReader {
  private current: JsonObject | undefined;
  private readonly lookup: ManifestLookup;

  constructor(start: JsonObject | undefined, lookup: ManifestLookup) {
    this.current = start;
    this.lookup = lookup;
  }

  read(value: JsonValue): LoweredOperation | OperationProblem {
    const names = ACTION_NAMES.filter((name) => valueAt(value, name) !== undefined);
    const [name] = names;
    if (name === undefined) {
      return {
        field: undefined,
        message: "the operation does nothing",
        help: `It takes one of ${ACTION_NAMES.join(", ")}.`,
      };
    }
    if (names.length > 1) {
      return {
        field: names[1],
        message: `one operation does one thing, but this one has ${names.join(" and ")}`,
        help: null,
      };
    }
    const action = this.action(name, valueAt(value, name) ?? null);
    if ("message" in action) return action;
    if ("apply" in action) this.current = action.apply;
    if (DELETIONS.has(name)) this.current = undefined;
    const operation: Operation = { ...action, at: timeOf(valueAt(value, "at")) };
    return { operation, title: titleOf(name, value, action) };
  }

  private action(name: ActionName, value: JsonValue): OperationAction | OperationProblem {
    switch (name) {
      case "apply":
        return this.apply(value);
      case "scale":
        return this.change(name, (set) => scale(set, Number(value)));
      case "setImage":
        return this.change(name, (set) => setImage(set, textMapAt(value)));
      case "rolloutRestart":
        return this.change(name, (set) => rolloutRestart(set, RESTARTED_AT));
      case "setPartition":
        return this.change(name, (set) => withPartition(set, Number(value)));
      default:
        return { [name]: value } as unknown as OperationAction;
    }
  }

  private apply(value: JsonValue): OperationAction | OperationProblem {
    if (typeof value !== "string") return { apply: isObject(value) ? value : {} };
    const set = this.lookup(value);
    if (set !== undefined) return { apply: set };
    return {
      field: "apply",
      message: `no StatefulSet was read from ${JSON.stringify(value)}`,
      help: `Name the file with -f as well: sts-plan simulate SCENARIO -f ${value}`,
    };
  }

  private change(field: string, verb: (set: JsonObject) => VerbResult): OperationAction | OperationProblem {
    if (this.current === undefined) {
      return { field, message: "there is no StatefulSet yet that it could change", help: "Apply one first." };
    }
    const result = verb(this.current);
    if ("error" in result) return { field, message: result.error, help: imageHelp(this.current, result.error) };
    const [operation] = result.operations;
    return operation ?? { apply: this.current };
  }
}

const DELETIONS: ReadonlySet<ActionName> = new Set(["deleteSet", "orphanDeleteSet", "foregroundDeleteSet"]);

function timeOf(value: JsonValue | undefined): OperationTime {
  return (value ?? "settled") as OperationTime;
}

function withPartition(set: JsonObject, partition: number): VerbResult {
  const spec = objectAt(set, "spec");
  const rollingUpdate = { ...objectAt(spec, "updateStrategy", "rollingUpdate"), partition };
  const next = { ...set, spec: { ...spec, updateStrategy: { type: "RollingUpdate", rollingUpdate } } };
  return { operations: [{ at: "settled", apply: next }], message: "" };
}

function imageHelp(set: JsonObject, error: string): string | null {
  const name = /container named "(.*)"/.exec(error)?.[1];
  const podSpec = objectAt(set, "spec", "template", "spec");
  const containers = [podSpec.containers, podSpec.initContainers].flatMap((list) => (Array.isArray(list) ? list : []));
  const known = containers.map((container) => textAt(container, "name"));
  const nearest = name === undefined ? undefined : nearestOf(name, known);
  return nearest === undefined ? `Its containers are ${known.join(", ")}.` : `Did you mean ${nearest}?`;
}

function titleOf(name: ActionName, value: JsonValue, action: OperationAction): string {
  switch (name) {
    case "apply": {
      const set = "apply" in action ? action.apply : {};
      const replicas = numberAt(set, "spec", "replicas") ?? 1;
      return `apply StatefulSet ${textAt(set, "metadata", "name")} with ${replicas} ${replicas === 1 ? "replica" : "replicas"}`;
    }
    case "scale":
      return `scale to ${String(valueAt(value, "scale"))}`;
    case "setPartition":
      return `set the partition to ${String(valueAt(value, "setPartition"))}`;
    case "setImage":
      return `set image ${Object.entries(textMapAt(value, "setImage"))
        .map(([container, image]) => `${container}=${image}`)
        .join(" ")}`;
    case "relabelPod":
      return `relabel Pod ${textAt(value, "relabelPod", "name")}`;
    case "addPod":
    case "addClaim":
    case "addRevision":
      return `${TITLES[name]} ${textAt(value, name, "metadata", "name")}`;
    default:
      return `${TITLES[name]} ${textAt(value, name)}`.trimEnd();
  }
}

const TITLES = {
  rolloutRestart: "restart the rollout",
  deletePod: "delete Pod",
  forceDeletePod: "delete by force Pod",
  failPod: "fail Pod",
  succeedPod: "end Pod",
  unreadyPod: "make not ready Pod",
  healPod: "heal Pod",
  deleteClaim: "delete claim",
  releaseClaim: "take the finalizers off claim",
  addPod: "add Pod",
  addClaim: "add claim",
  addRevision: "add revision",
  orphanDeleteSet: "delete the set with --cascade=orphan",
  deleteSet: "delete the set",
  foregroundDeleteSet: "delete the set with --cascade=foreground",
} as const;
