import { UsageError } from "../../model/errors.ts";
import type { Operation } from "../../model/scenario.ts";
import { type Cascade, deleteClaims, deletePods, deleteSet } from "../../simulate/operations.ts";
import { textOption } from "../option-values.ts";
import { findSets, inNamespace, notFound } from "./find-sets.ts";
import { type ResourceArgument, type ResourceKind, resourceArguments } from "./resource-arguments.ts";
import type { SetOperation, VerbAnswer, VerbSpec, World } from "./verb.ts";

const CASCADES: readonly Cascade[] = ["background", "orphan", "foreground"];

export const deleteVerb: VerbSpec = {
  name: "delete",
  options: [
    {
      flags: "--cascade <how>",
      summary: "background, foreground, or orphan: the Pods stay",
      group: "Options",
      defaultText: "background",
      suggests: CASCADES,
    },
    { flags: "--all", summary: "all of the kind", group: "Options" },
    { flags: "--ignore-not-found", summary: "what is not there is no error", group: "Options" },
  ],
  prepare({ words, options }) {
    const cascade = cascadeOf(textOption(options, "cascade") ?? "background");
    const kindAlone = options.all === true ? "all" : "error";
    const resources = resourceArguments({ words, kindAlone });
    return (world) => {
      const answers = answersOf(world, resources, cascade);
      const missing = options.ignoreNotFound === true ? [] : answers.flatMap(({ missing }) => missing);
      return {
        lines: [...answers.flatMap(({ lines }) => lines), ...missing],
        exitStatus: missing.length > 0 ? 1 : 0,
        operations: together(answers.flatMap(({ operations }) => operations)),
        about: [...new Set(answers.flatMap(({ operations }) => operations.map(({ set }) => set)))],
      };
    };
  },
};

/** `true` and `false` are what kubectl 1.19 and older had. */
function cascadeOf(text: string): Cascade {
  const cascade = CASCADES.find((known) => known === text);
  if (cascade !== undefined) return cascade;
  if (text === "true") return "background";
  if (text === "false") return "orphan";
  throw new UsageError(`invalid cascade value (${text}). Must be "background", "foreground", or "orphan"`);
}

interface Answer extends Pick<VerbAnswer, "lines" | "operations"> {
  readonly missing: readonly string[];
}

function answersOf(world: World, resources: readonly ResourceArgument[], cascade: Cascade): Answer[] {
  if (resources.length === 0) return deleteFiles(world, cascade);
  return resources.map((resource) => DELETIONS[resource.kind](world, resource, cascade));
}

const DELETIONS: Readonly<
  Record<ResourceKind, (world: World, resource: ResourceArgument, cascade: Cascade) => Answer>
> = {
  statefulset: (world, resource, cascade) => deleteSets(world, [resource], cascade),
  pod: (world, resource) => deleteOwned(world, resource, "pods", podsOf, deletePods),
  persistentvolumeclaim: (world, resource) =>
    deleteOwned(world, resource, "persistentvolumeclaims", claimsOf, deleteClaims),
  service: (world, { name }) => ({
    lines: [`service "${name}" deleted from ${world.namespace} namespace`],
    operations: [],
    missing: [],
  }),
};

/** `kubectl delete -f`: everything that stands in the files. */
function deleteFiles(world: World, cascade: Cascade): Answer[] {
  if (world.files === undefined)
    throw new UsageError("You must provide one or more resources by argument or filename.");
  return world.files.map(({ gvk, name, namespace, manifest }): Answer => {
    if (gvk === "apps/v1 StatefulSet") {
      const { lines, operations, missing } = deleteSets(world, [{ kind: "statefulset", name }], cascade);
      return { lines, operations, missing };
    }
    const [group] = manifest.apiVersion.includes("/") ? manifest.apiVersion.split("/") : [];
    const kind = `${manifest.kind.toLowerCase()}${group === undefined ? "" : `.${group}`}`;
    const from = namespace === "" ? "" : ` from ${namespace} namespace`;
    return { lines: [`${kind} ${JSON.stringify(name)} deleted${from}`], operations: [], missing: [] };
  });
}

function deleteSets(world: World, resources: readonly ResourceArgument[], cascade: Cascade): Answer {
  const { found, missing } = findSets(world, resources);
  const lines: string[] = [];
  const operations: SetOperation[] = [];
  for (const set of found) {
    const live = world.sets[set];
    if (live === undefined) continue;
    const result = deleteSet(live.name, cascade, live.namespace);
    if ("error" in result) continue;
    lines.push(result.message);
    operations.push(...result.operations.map((operation) => ({ set, operation })));
  }
  return { lines, operations, missing };
}

type NamesOf = (world: World, set: number) => readonly string[];

const podsOf: NamesOf = ({ sets }, set) => (sets[set]?.state.pods ?? []).map(({ name }) => name);
const claimsOf: NamesOf = ({ sets }, set) => (sets[set]?.state.claims ?? []).map(({ name }) => name);

/** Pods or claims, by name or all, of whichever sets have them. */
function deleteOwned(
  world: World,
  { name }: ResourceArgument,
  resource: string,
  namesOf: NamesOf,
  remove: typeof deletePods,
): Answer {
  const operations: SetOperation[] = [];
  const lines: string[] = [];
  const isTold = new Set<string>();
  const having = [...world.sets.keys()].filter((set) => namesOf(world, set).some((found) => isMeant(found, name)));
  for (const set of inNamespace(world, having)) {
    const live = world.sets[set];
    if (live === undefined) continue;
    for (const found of namesOf(world, set).filter((candidate) => isMeant(candidate, name))) {
      const result = remove([found], live.namespace);
      if ("error" in result) continue;
      const key = `${live.namespace}/${found}`;
      if (!isTold.has(key)) lines.push(result.message);
      isTold.add(key);
      operations.push(...result.operations.map((operation) => ({ set, operation })));
    }
  }
  if (lines.length > 0) return { lines, operations, missing: [] };
  return { lines, operations, missing: [name === undefined ? "No resources found" : notFound(resource, name)] };
}

function isMeant(found: string, name: string | undefined): boolean {
  return name === undefined || found === name;
}

/** Deletions of one command come one right after the other. */
function together(operations: readonly SetOperation[]): SetOperation[] {
  const begun = new Set<number>();
  return operations.map(({ set, operation }) => {
    const at: Operation["at"] = begun.has(set) ? "+0" : "settled";
    begun.add(set);
    return { set, operation: { ...operation, at } };
  });
}
