import type { JsonObject } from "../model/json.ts";
import type { Recipe, RecipeStep } from "../model/object-diff.ts";
import { viewOfSet } from "./set-view.ts";

/**
 * How to keep the data when a set gets another name or namespace. Claims are found by name, so the renamed set
 * starts with new, empty ones; the volumes have to be handed over while nobody uses them. Needs a downtime.
 */
export function recipeForRename(before: JsonObject, after: JsonObject, file: string): Recipe {
  const old = viewOfSet(before);
  const next = viewOfSet(after);
  const pairs = old.claimTemplates.flatMap((template) =>
    old.pods.map((pod, index) => ({
      from: `${template.name}-${pod}`,
      to: `${template.name}-${next.name}-${next.start + index}`,
    })),
  );
  const from = `-n ${old.namespace}`;
  const steps: RecipeStep[] = [
    look(
      `kubectl scale statefulset/${old.name} ${from} --replicas=0`,
      "stops the old Pods in order; wait until all are gone. With `whenScaled: Delete` set that to Retain first, else the claims go",
    ),
    ...pairs.flatMap(({ from: claim, to }) =>
      handOver({ claim, to, oldNamespace: old.namespace, newNamespace: next.namespace }),
    ),
    look(
      `kubectl delete statefulset ${old.name} ${from} --cascade=orphan`,
      "removes the old set, which has no Pods any more",
    ),
    look(
      `kubectl apply -n ${next.namespace} -f ${file}`,
      "creates the renamed set; its Pods find the claims made above",
    ),
  ];
  return {
    steps: pairs.length === 0 ? steps.filter((_, index) => index === 0 || index >= steps.length - 2) : steps,
    restarts: [...next.pods],
    cautions: [
      "A set cannot be renamed or moved: this stops all Pods, and every peer address changes with the name.",
      ...(pairs.length > 0
        ? ["A volume whose reclaim policy is `Delete` is destroyed with its claim: the `Retain` patch must come first."]
        : []),
    ],
  };
}

interface HandOver {
  readonly claim: string;
  readonly to: string;
  readonly oldNamespace: string;
  readonly newNamespace: string;
}

/** One volume from the old claim to a new one: keep it, free it, bind it again. */
function handOver({ claim, to, oldNamespace, newNamespace }: HandOver): RecipeStep[] {
  const volume = `"$(kubectl get pvc ${claim} -n ${oldNamespace} -o jsonpath='{.spec.volumeName}')"`;
  return [
    look(`PV=${volume}`, `the volume behind \`${claim}\``),
    look(
      `kubectl patch pv "$PV" --type merge -p '{"spec":{"persistentVolumeReclaimPolicy":"Retain"}}'`,
      "keeps the volume when its claim goes",
    ),
    look(`kubectl delete pvc ${claim} -n ${oldNamespace}`, "frees the volume; it becomes Released"),
    look(`kubectl patch pv "$PV" --type merge -p '{"spec":{"claimRef":null}}'`, "makes it Available again"),
    look(
      `kubectl create -f pvc-${to}.yaml -n ${newNamespace}`,
      `a claim \`${to}\` with the spec of \`${claim}\` and \`volumeName: $PV\`; wait until it is Bound`,
    ),
  ];
}

function look(command: string, purpose: string): RecipeStep {
  return { command, purpose, operation: null };
}
