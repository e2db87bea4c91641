import { labelsMeetAll, requirementsOf } from "../kubernetes/label-selector.ts";
import type { JsonValue } from "../model/json.ts";
import { objectAt, textAt, textMapAt } from "../model/json-read.ts";
import type { ClassifiedChange } from "../model/object-diff.ts";
import { compareQuantities } from "../model/quantity.ts";
import type { DiffedObject, DiffRule, DiffRun } from "./diff-rule.ts";
import { type SetView, viewOfSet } from "./set-view.ts";

const SET = "apps/v1 StatefulSet";

/** All rules about changes, by id. A new one is one entry here. */
export const DIFF_RULES: readonly DiffRule[] = [
  {
    id: "STS304",
    name: "storage-shrink",
    severity: "error",
    summary: "a claim template asks for less storage than before",
    rationale:
      "The API server refuses the change of the template, and no volume can shrink: neither by a patch of the claim nor by an expansion feature. Only a new, smaller volume with the data copied over gets there.",
    sources: ["elastic/cloud-on-k8s#3752"],
    *check({ difference }) {
      for (const change of difference.changes.filter(isStorageRequest)) {
        if (!isLower(change.new, change.old)) continue;
        yield {
          at: change.at,
          message: `The storage request goes down from ${String(change.old)} to ${String(change.new)}: the API server refuses it, and no volume can shrink.`,
          help: "Keep the size, or move the data to new, smaller claims.",
        };
      }
    },
  },
  {
    id: "STS307",
    name: "claim-added-to-live-set",
    severity: "error",
    summary: "a claim template is added to a set that exists",
    rationale:
      "The API server refuses it. When the set is deleted with `--cascade=orphan` and created anew, the adopted Pods lack the volume of the new claim: the controller tries to update them for ever and nothing moves until each Pod is deleted.",
    sources: ["kubernetes/kubernetes#141876", "dapr/dapr#10468"],
    *check({ difference }) {
      for (const { at, kind, path } of difference.changes) {
        if (kind !== "add" || !/^spec\.volumeClaimTemplates(?:\[[^\]]*\])?$/.test(path)) continue;
        yield {
          at,
          message: `\`${path}\` is new: the API server refuses it, and Pods that a re-created set adopts have no such volume.`,
          help: "Follow the recipe: orphan delete, create anew, then delete the Pods one by one.",
        };
      }
    },
  },
  {
    id: "STS401",
    name: "stuck-rollback-trap",
    severity: "info",
    summary: "a change of the template under OrderedReady: when the new Pod never gets ready, reverting is not enough",
    rationale:
      "The controller waits for the broken Pod before it touches anything else, also when the template is put back. The Pod that hangs has to be deleted by hand; then the old revision comes up.",
    sources: ["kubernetes/kubernetes#67250", "kubernetes/kubernetes#60164"],
    *check({ difference, after }) {
      const { restart } = difference;
      const [first] = restart?.pods ?? [];
      if (!after || !restart || restart.byHand || first === undefined) return;
      if (textAt(after.stored, "spec", "podManagementPolicy") === "Parallel") return;
      const { namespace } = viewOfSet(after.stored);
      yield {
        at: ["spec", "template"],
        message: `If ${first} never gets ready with the new template, a revert alone does not bring it back: the controller waits for the broken Pod.`,
        help: `Then: kubectl apply the old template, and kubectl delete pod ${first} -n ${namespace}`,
      };
    },
  },
  {
    id: "STS414",
    name: "config-change-without-restart",
    severity: "warning",
    summary: "a ConfigMap or Secret that Pods read at their start changed, and the template did not",
    rationale:
      "Environment variables and files mounted with subPath are read once. The Pods keep the old values until they restart, some today, some in months, whenever a node drains.",
    sources: ["Yolean/kubernetes-kafka#55"],
    *check({ difference }) {
      if (!/^(?:ConfigMap|Secret) /.test(difference.object) || difference.verdict === "") return;
      const change = difference.changes.find(({ effect }) => effect === "manual-step");
      if (!change) return;
      yield {
        at: change.at,
        message: difference.verdict,
        help: "Put a checksum of it into an annotation of the Pod template, so that a change rolls the Pods.",
      };
    },
  },
  {
    id: "STS415",
    name: "upgrade-restarts",
    severity: "warning",
    onUpgrade: true,
    summary: "the upgrade of the server alone restarts the Pods of a set",
    rationale:
      "A revision is the template as the server writes it. A server that writes the same template in other bytes makes a new revision of it, and the controller rolls every Pod, without anybody having changed anything.",
    sources: ["kubernetes/kubernetes#134773"],
    *check({ difference }, { upgradedFrom, version }) {
      if (!difference.restart) return;
      yield {
        at: ["spec", "template"],
        message: `The upgrade from ${upgradedFrom} to ${version.name} restarts ${listed(difference.restart.pods)}.`,
        help: "Go to a patch release that compares revisions by meaning (1.34.2 or newer), or set a partition for the time of the upgrade.",
      };
    },
  },
  {
    id: "STS505",
    name: "sets-roll-together",
    severity: "warning",
    summary: "two sets that serve one purpose restart at the same time",
    rationale:
      "Each controller keeps only its own budget. Sets that share a disruption budget, a Service or a rollout group lose one Pod each at the same moment: together more than the budget allows.",
    sources: ["kubernetes/kubernetes#58146", "kubernetes/kubernetes#91808", "grafana/rollout-operator"],
    *check(object, run) {
      const shared = sharedWith(object, run);
      if (!shared) return;
      yield {
        at: ["spec", "template"],
        message: `It restarts at the same time as ${shared.names.join(", ")}, which ${shared.because}.`,
        help: "Apply one after the other: `kubectl rollout status` of the first before the second.",
      };
    },
  },
  {
    id: "STS601",
    name: "immutable-field-changed",
    severity: "error",
    summary: "a field that no StatefulSet can change is changed",
    rationale:
      "The API server refuses the whole change, also the parts of it that it would take. The set has to be re-created around its Pods, or the field has to stay as it is.",
    sources: [
      "databus23/helm-diff#697",
      "databus23/helm-diff#730",
      "kubernetes/kubectl#1353",
      "kubernetes/kubectl#1531",
    ],
    *check({ difference }) {
      if (difference.api.accepted) return;
      for (const { path, at, old, new: now } of difference.changes.filter(isImmutable)) {
        if (path === "spec.revisionHistoryLimit") continue;
        yield {
          at,
          message: `\`${path}\` cannot change in a set that exists: ${show(old)} → ${show(now)}.`,
          help: "Put the old value back, or re-create the set by the recipe of `sts-plan diff`.",
        };
      }
    },
  },
  {
    id: "STS602",
    name: "immutable-by-version",
    severity: "error",
    summary: "a field is changed that this Kubernetes version does not let change; newer ones do",
    rationale: "`revisionHistoryLimit` can change from 1.33 on; before, the API server refuses the whole change.",
    sources: ["kubernetes/kubernetes#130263", "kubernetes/kubernetes#56341"],
    *check({ difference }, { version }) {
      for (const { path, at } of difference.changes) {
        if (difference.api.accepted || path !== "spec.revisionHistoryLimit") continue;
        yield {
          at,
          message: `\`${path}\` cannot change in Kubernetes ${version.name}; from 1.33 on it can.`,
          help: "Leave it until the server is upgraded, or re-create the set with --cascade=orphan.",
        };
      }
    },
  },
  {
    id: "STS603",
    name: "rename-orphans-data",
    severity: "error",
    summary: "a set has another name or namespace, so that its claims have other names too",
    rationale:
      "The name of a claim holds the name of the set. The renamed set starts with new, empty claims; the data stays in claims that no Pod uses any more.",
    sources: [],
    *check({ difference }) {
      if (difference.action !== "renamed" || difference.dataRisk === "none") return;
      const lost = difference.claims.filter(({ fate }) => fate === "orphaned").map(({ name }) => name);
      yield {
        at: ["metadata", "name"],
        message: `${difference.renamedFrom ?? ""} becomes ${difference.object}: ${listed(lost)} stay behind with the data.`,
        help: "Keep the name, or bind the volumes to claims of the new names (the recipe).",
      };
    },
  },
  {
    id: "STS604",
    name: "kind-change",
    severity: "error",
    summary: "a Deployment becomes a StatefulSet of the same name, or back",
    rationale:
      "They are different objects: apply creates the new one and leaves the old one. Both run side by side, behind the same Service and often on the same data.",
    sources: ["MetaCell/cloud-harness#856"],
    *check({ before, after }, { diffed }) {
      if (before || !after || !WORKLOADS.test(after.gvk)) return;
      const rival = diffed.find((other) => {
        const old = other.before;
        return !other.after && old && WORKLOADS.test(old.gvk) && old.gvk !== after.gvk && isNamesake(old, after);
      });
      if (!rival) return;
      yield {
        at: ["kind"],
        message: `${rival.difference.object} becomes ${after.gvk.split(" ").at(-1)}: \`kubectl apply\` leaves the old one running beside it.`,
        help: `Delete the old one first: kubectl delete ${rival.difference.object.split(" ")[0]?.toLowerCase()} ${after.name}`,
      };
    },
  },
  {
    id: "STS605",
    name: "start-ordinal-shift",
    severity: "warning",
    summary: "`ordinals.start` changes: Pods and claims of other ordinals",
    rationale:
      "Pods outside the new range are deleted, those inside are created with claims of their own. No data moves between ordinals.",
    sources: ["kubernetes/enhancements#3335", "k8ssandra/cass-operator#924"],
    *check({ before, after, difference }) {
      if (difference.action !== "changed" || !before || !after || after.gvk !== SET) return;
      const [old, now] = [viewOfSet(before.stored), viewOfSet(after.stored)];
      if (old.start === now.start) return;
      const gone = old.pods.filter((pod) => !now.pods.includes(pod));
      const come = now.pods.filter((pod) => !old.pods.includes(pod));
      yield {
        at: ["spec", "ordinals"],
        message: `\`ordinals.start\` goes from ${old.start} to ${now.start}: ${listed(gone)} go, ${listed(come)} come with claims of their own.`,
        help: "Move the data of the ordinals that go before you apply this.",
        ...(now.claimTemplates.length > 0 ? { severity: "error" } : {}),
      };
    },
  },
  {
    id: "STS606",
    name: "reused-claim-on-scale-up",
    severity: "info",
    summary: "a Pod that comes finds the claim that one of its name left behind",
    rationale:
      "A claim is bound to its Pod by name alone. After a scale-down with `whenScaled: Retain` it waits with the data of that day, which the other replicas have long gone past.",
    sources: ["kubernetes/kubernetes#42677"],
    *check({ before, after }, { inventory }) {
      if (!before || after?.gvk !== SET) return;
      const [old, now] = [viewOfSet(before.stored), viewOfSet(after.stored)];
      const found = leftoverClaims(old, now, inventory);
      if (found.length === 0) return;
      yield {
        at: ["spec", "replicas"],
        message: `The new Pods find claims that are there already: ${listed(found)}.`,
        help: "If their data is too old to join with, delete them first.",
      };
    },
  },
  {
    id: "STS607",
    name: "selector-label-from-tool",
    severity: "warning",
    summary: "a label that a tool writes anew with every release stands in the selector or in a claim template",
    rationale:
      "Helm charts and kustomize add labels with versions. In the selector or a claim template, which cannot change, the next release is refused.",
    sources: ["fluxcd/flux2#2328", "groundhog2k/helm-charts#191", "weaviate/weaviate-helm#218"],
    *check({ difference }) {
      for (const { at, path, old, new: now } of difference.changes) {
        if (!/^spec\.(?:selector|volumeClaimTemplates)/.test(path) || !TOOL_LABEL.test(path)) continue;
        yield {
          at,
          message: `\`${path}\` changes with every release (${show(old)} → ${show(now)}), in a place that cannot change.`,
          help: "Take the label out of selector and claim templates; keep it on the set and the Pod template.",
        };
      }
    },
  },
  {
    id: "STS608",
    name: "rollback-plan-incomplete",
    severity: "info",
    summary: "the way back does not bring everything back",
    rationale: "Deleted claims and grown volumes stay as they are when the old manifest is applied again.",
    sources: ["kubernetes/kubernetes#110522"],
    *check({ difference }) {
      const deleted = difference.claims.filter(({ fate }) => fate === "deleted").map(({ name }) => name);
      if (deleted.length > 0) {
        const message = `Applying the old manifest again does not bring back ${listed(deleted)}.`;
        yield { at: ["spec"], message, help: "Take a snapshot first, or set the retention policy to Retain." };
      }
      for (const change of difference.changes.filter(isStorageRequest)) {
        if (!isLower(change.old, change.new)) continue;
        const message = `Grown volumes cannot shrink back from ${String(change.new)} to ${String(change.old)}.`;
        yield { at: change.at, message, help: "Grow in steps that you want to keep." };
      }
    },
  },
];

const TOOL_LABEL = /helm\.sh\/chart|app\.kubernetes\.io\/(?:version|managed-by)|\bchart\b|\bheritage\b|\bversion\b/;
const WORKLOADS = /^apps\/v1 (?:Deployment|StatefulSet|DaemonSet)$/;
const SHOWN = 4;

function isImmutable({ effect, path }: ClassifiedChange): boolean {
  return effect === "refused" && path.startsWith("spec.");
}

function isStorageRequest({ path }: ClassifiedChange): boolean {
  return /^spec\.volumeClaimTemplates\[[^\]]*\]\.spec\.resources\.requests\.storage$/.test(path);
}

function isLower(a: JsonValue, b: JsonValue): boolean {
  return typeof a === "string" && typeof b === "string" && compareQuantities(a, b) < 0;
}

function show(value: JsonValue): string {
  if (value === null) return "(none)";
  const text = typeof value === "string" ? value : JSON.stringify(value, (_key, inner) => printable(inner));
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function printable(value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}

function listed(names: readonly string[]): string {
  if (names.length === 0) return "none";
  return names.length <= SHOWN
    ? names.join(", ")
    : `${names.slice(0, SHOWN - 1).join(", ")} … ${names.at(-1)} (${names.length})`;
}

function isNamesake(a: { namespace: string; name: string }, b: { namespace: string; name: string }): boolean {
  return a.namespace === b.namespace && a.name === b.name;
}

/** Claims of the input that Pods of new ordinals will bind by name. */
function leftoverClaims(old: SetView, now: SetView, { objects }: DiffRun["inventory"]): string[] {
  const wanted = new Set(
    now.pods
      .filter((pod) => !old.pods.includes(pod))
      .flatMap((pod) => now.claimTemplates.map(({ name }) => `${name}-${pod}`)),
  );
  return objects
    .filter(
      ({ gvk, namespace, name }) =>
        gvk === "v1 PersistentVolumeClaim" && namespace === now.namespace && wanted.has(name),
    )
    .map(({ name }) => name);
}

interface Shared {
  readonly names: readonly string[];
  readonly because: string;
}

/** Sets that restart in the same run and belong to the same group; told at the first of them only. */
function sharedWith(object: DiffedObject, { diffed, inventory }: DiffRun): Shared | undefined {
  const rolling = diffed.filter(
    ({ difference, after }) => after?.gvk === SET && (difference.restart?.pods.length ?? 0) > 0,
  );
  const index = rolling.indexOf(object);
  const mine = object.after;
  if (index < 0 || !mine) return undefined;
  const others = rolling.slice(index + 1).filter(({ after }) => after?.namespace === mine.namespace);
  for (const { because, keyOf } of groupings(inventory)) {
    const key = keyOf(mine.stored);
    const same = others.filter(({ after }) => after && key !== undefined && keyOf(after.stored) === key);
    if (same.length > 0) return { names: same.map(({ difference }) => difference.object), because };
  }
  return undefined;
}

interface Grouping {
  readonly because: string;
  /** What sets of one group have in common; undefined for a set of none. */
  keyOf(set: DiffedObjectStored): string | undefined;
}

type DiffedObjectStored = NonNullable<DiffedObject["after"]>["stored"];

function groupings({ objects }: DiffRun["inventory"]): Grouping[] {
  const budgets = objects.filter(({ gvk }) => gvk === "policy/v1 PodDisruptionBudget");
  return [
    {
      because: "is of the same rollout group",
      keyOf: (set) => textMapAt(set, "metadata", "labels")["rollout-group"],
    },
    {
      because: "is under the same disruption budget",
      keyOf: (set) => budgets.find((budget) => covers(budget.stored, set))?.name,
    },
    {
      because: "has the same governing Service",
      keyOf: (set) => textAt(set, "spec", "serviceName") || undefined,
    },
  ];
}

function covers(budget: DiffedObjectStored, set: DiffedObjectStored): boolean {
  if (textAt(budget, "metadata", "namespace") !== textAt(set, "metadata", "namespace")) return false;
  const requirements = requirementsOf(objectAt(budget, "spec", "selector"));
  const labels = textMapAt(set, "spec", "template", "metadata", "labels");
  return requirements.length > 0 && labelsMeetAll(requirements, labels);
}
