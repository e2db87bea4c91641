import type { Host } from "./host.ts";

/** Settings of a repository. */
export const CONFIG_FILE = ".sts-plan.yaml";
const DEEPEST = 40;

/** The nearest config file, from the working directory upwards to the top of the repository; undefined without one. */
export function findConfig(host: Host): string | undefined {
  let folder = "";
  for (let level = 0; level < DEEPEST; level++) {
    if (host.kindOf(`${folder}${CONFIG_FILE}`) === "file") return `${folder}${CONFIG_FILE}`;
    if (host.kindOf(`${folder}.git`) !== undefined) return undefined;
    folder = `../${folder}`;
    if (host.kindOf(folder) !== "directory") return undefined;
  }
  return undefined;
}
