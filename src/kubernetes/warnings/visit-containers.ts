import type { JsonValue } from "../../model/json.ts";
import { listAt } from "../../model/json-read.ts";
import type { Path } from "../validation/path.ts";

/** A container and where it stands. */
export interface PlacedContainer {
  readonly container: JsonValue;
  readonly path: Path;
}

const LISTS = ["initContainers", "containers", "ephemeralContainers"];

/**
 * All containers of a Pod spec that stands at `path`, in the server's order.
 * Mirrors: VisitContainersWithPath, k8s.io/kubernetes/pkg/apis/core/pods v1.37.0
 */
export function placedContainers(spec: JsonValue, path: Path): PlacedContainer[] {
  return LISTS.flatMap((list) =>
    listAt(spec, list).map((container, index) => ({ container, path: path.child(list).index(index) })),
  );
}
