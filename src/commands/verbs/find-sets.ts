import type { ResourceArgument } from "./resource-arguments.ts";
import type { World } from "./verb.ts";

/** The sets that a command is about, and kubectl's lines about those that are not there. */
export interface FoundSets {
  /** Positions in `World.sets`. */
  readonly found: readonly number[];
  readonly missing: readonly string[];
}

/** The sets that arguments name; without arguments all, as `kubectl … -f FILE` takes those of the file. */
export function findSets(world: World, resources: readonly ResourceArgument[]): FoundSets {
  const there = world.sets.flatMap(({ state }, index) => (state.set === undefined ? [] : [index]));
  if (resources.length === 0) return { found: there, missing: [] };
  const found: number[] = [];
  const missing: string[] = [];
  for (const { name } of resources) {
    const named = inNamespace(
      world,
      there.filter((index) => name === undefined || world.sets[index]?.name === name),
    );
    if (name !== undefined && named.length === 0) missing.push(notFound("statefulsets.apps", name));
    found.push(...named);
  }
  return { found: [...new Set(found)], missing };
}

/**
 * kubectl looks in one namespace. Where none was said, and the default one has nothing, those of the input are taken: so a
 * manifest that names its namespace needs no `-n`.
 */
export function inNamespace(
  { sets, namespace, isNamespaceGiven }: World,
  candidates: readonly number[],
): readonly number[] {
  const near = candidates.filter((index) => sets[index]?.namespace === namespace);
  return near.length > 0 || isNamespaceGiven ? near : candidates;
}

/** kubectl's line for the server's 404. */
export function notFound(resource: string, name: string): string {
  return `Error from server (NotFound): ${resource} ${JSON.stringify(name)} not found`;
}
