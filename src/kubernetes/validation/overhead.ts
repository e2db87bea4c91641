import type { JsonObject } from "../../model/json.ts";
import type { Path } from "./path.ts";
import type { PodContext } from "./pod-context.ts";
import { validateContainerResources } from "./resources.ts";

/**
 * What a runtime class adds is judged like the limits of a container.
 * Mirrors: validateOverhead, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0
 */
export function validateOverhead(overhead: JsonObject, path: Path, context: PodContext): void {
  validateContainerResources({ limits: overhead }, path, NO_CLAIMS, context);
}

const NO_CLAIMS: ReadonlySet<string> = new Set();
