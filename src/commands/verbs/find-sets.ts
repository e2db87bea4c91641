import type { LiveSet } from "../live-sets.ts";
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
    if (name === undefined) {
      found.push(...there);
      continue;
    }
    const index = there.find((position) => isNamed(world.sets[position], name));
    if (index === undefined) missing.push(notFound("statefulsets.apps", name));
    else found.push(index);
  }
  return { found: [...new Set(found)], missing };
}

function isNamed(set: LiveSet | undefined, name: string): boolean {
  return set?.name === name;
}

/** kubectl's line for the server's 404. */
export function notFound(resource: string, name: string): string {
  return `Error from server (NotFound): ${resource} ${JSON.stringify(name)} not found`;
}
