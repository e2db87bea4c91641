import type { JsonObject } from "../../model/json.ts";
import { listAt, textAt } from "../../model/json-read.ts";
import { type BadValue, namedText, resourceName } from "./bad-value.ts";
import { duplicate, invalid, notSupported, required } from "./errors.ts";
import type { Path } from "./path.ts";
import type { PodContext } from "./pod-context.ts";
import type { PodScope } from "./pod-scope.ts";

const RESOURCES = ["cpu", "memory"];
const POLICIES = ["NotRequired", "RestartContainer"];

/** Mirrors: validateResizePolicy, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateResizePolicy(container: JsonObject, path: Path, { spec }: PodScope, context: PodContext): void {
  const resources = new Set<string>();
  for (const [index, item] of listAt(container, "resizePolicy").entries()) {
    const resource = textAt(item, "resourceName");
    const policy = textAt(item, "restartPolicy");
    if (resources.has(resource)) duplicate(context, path.index(index), resourceName(resource));
    resources.add(resource);
    validateWord(resource, RESOURCES, resourceName, path, context);
    validateWord(policy, POLICIES, namedText, path, context);
    if (spec.restartPolicy !== "Never" || policy === "NotRequired") continue;
    const whose = context.version.behaviour.refusesRestartOnInitResize ? "pod " : "";
    const detail = `must be 'NotRequired' when ${whose}\`restartPolicy\` is 'Never'`;
    invalid(context, path, namedText(policy), detail);
  }
}

function validateWord(
  word: string,
  known: readonly string[],
  shown: (word: string) => BadValue,
  path: Path,
  context: PodContext,
): void {
  if (word === "") required(context, path);
  else if (!known.includes(word)) notSupported(context, path, shown(word), known);
}
