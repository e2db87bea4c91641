import { type FSWatcher, watch } from "node:fs";

const QUIET_MILLISECONDS = 100;

/** Resolves to true when something below the paths has changed and then been quiet; to false when nothing can be watched. */
export function waitForChange(paths: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const watchers: FSWatcher[] = [];
    let timer: NodeJS.Timeout | undefined;
    const end = (isChanged: boolean) => {
      for (const watcher of watchers) watcher.close();
      resolve(isChanged);
    };
    const onChange = () => {
      clearTimeout(timer);
      timer = setTimeout(() => end(true), QUIET_MILLISECONDS);
    };
    for (const path of paths) {
      try {
        watchers.push(watch(path, { recursive: true }, onChange));
      } catch {
        // A path that has gone, or that the system cannot watch: the others still count.
      }
    }
    if (watchers.length === 0) end(false);
  });
}
