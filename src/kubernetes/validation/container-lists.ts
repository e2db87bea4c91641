import { isObject, type JsonObject, type JsonValue } from "../../model/json.ts";
import { listAt } from "../../model/json-read.ts";
import type { Path } from "./path.ts";

/** The order in which the server looks at containers of all kinds. */
const LISTS = ["initContainers", "containers", "ephemeralContainers"];

/** Mirrors: VisitContainersWithPath, k8s.io/kubernetes/pkg/apis/core/pods v1.37.0 */
export function forEachContainer(
  podSpec: JsonObject,
  path: Path,
  visit: (container: JsonObject, path: () => Path) => void,
): void {
  for (const list of LISTS) {
    for (const [index, container] of listAt(podSpec, list).entries()) {
      visit(asObject(container), () => path.child(list).index(index));
    }
  }
}

/** True when some container, of whatever kind, is like that. */
export function someContainer(podSpec: JsonObject, test: (container: JsonObject) => boolean): boolean {
  return LISTS.some((list) => listAt(podSpec, list).some((container) => test(asObject(container))));
}

function asObject(value: JsonValue): JsonObject {
  return isObject(value) ? value : {};
}
