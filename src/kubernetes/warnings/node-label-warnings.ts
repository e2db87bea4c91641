import type { JsonValue } from "../../model/json.ts";
import { listAt, textAt } from "../../model/json-read.ts";
import { isValidLabelValue } from "../validation/names.ts";
import type { Path } from "../validation/path.ts";
import type { KubernetesVersion } from "../versions/version.ts";

/** Labels of nodes that nobody should ask for any more. */
const OLD_LABELS: Readonly<Record<string, string>> = {
  "beta.kubernetes.io/arch": 'deprecated since v1.14; use "kubernetes.io/arch" instead',
  "beta.kubernetes.io/os": 'deprecated since v1.14; use "kubernetes.io/os" instead',
  "failure-domain.beta.kubernetes.io/region": 'deprecated since v1.17; use "topology.kubernetes.io/region" instead',
  "failure-domain.beta.kubernetes.io/zone": 'deprecated since v1.17; use "topology.kubernetes.io/zone" instead',
  "beta.kubernetes.io/instance-type": 'deprecated since v1.17; use "node.kubernetes.io/instance-type" instead',
};

/** … which the server knows of since 1.31. */
const MORE_LABELS: Readonly<Record<string, string>> = {
  "app.kubernetes.io/created-by": "deprecated since v1.9",
  "scheduler.alpha.kubernetes.io/preferAvoidPods": "deprecated since v1.22; use Taints and Tolerations instead",
  "node-role.kubernetes.io/master": 'use "node-role.kubernetes.io/control-plane" instead',
};

/** Mirrors: GetNodeLabelDeprecatedMessage, k8s.io/kubernetes/pkg/api/node v1.37.0 */
export function oldNodeLabel(label: string, version: KubernetesVersion): string | undefined {
  if (Object.hasOwn(OLD_LABELS, label)) return OLD_LABELS[label];
  const knowsMore = version.behaviour.warnsOf.includes("more-node-labels");
  return knowsMore && Object.hasOwn(MORE_LABELS, label) ? MORE_LABELS[label] : undefined;
}

/** Mirrors: GetWarningsForNodeSelectorTerm, k8s.io/kubernetes/pkg/api/node v1.37.0 */
export function nodeTermWarnings(
  term: JsonValue | undefined,
  path: Path,
  version: KubernetesVersion,
  checksValues: boolean,
): string[] {
  const warnings: string[] = [];
  for (const [index, expression] of listAt(term, "matchExpressions").entries()) {
    const at = path.child("matchExpressions").index(index);
    const key = textAt(expression, "key");
    const message = oldNodeLabel(key, version);
    if (message !== undefined) warnings.push(`${at.child("key")}: ${key} is ${message}`);
    if (!checksValues) continue;
    for (const [position, value] of listAt(expression, "values").entries()) {
      for (const problem of isValidLabelValue(String(value), version.behaviour.labelLengthUnit)) {
        warnings.push(`${at.child("values").index(position)}: ${String(value)} is invalid, ${problem}`);
      }
    }
  }
  return warnings;
}
