import type { InputObject } from "../../model/inventory.ts";
import { listAt, textAt, valueAt } from "../../model/json-read.ts";
import { compareQuantities } from "../../model/quantity.ts";
import { defineRule } from "../rule.ts";
import type { SetItem, SetView } from "../set-view.ts";
import { code, count, ordinalRange } from "../wording.ts";

const NO_PROVISIONER = "kubernetes.io/no-provisioner";

export const tooFewVolumes = defineRule({
  id: "STS316",
  name: "too-few-volumes",
  severity: "warning",
  summary: "fewer PersistentVolumes fit the claims of a set than it has replicas",
  rationale:
    "Where volumes are made by hand, each claim needs one of its class that is large enough and has its access modes. The claims that find none stay Pending, their Pods too, and in OrderedReady all higher ones are not even created.",
  sources: ["https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding"],
  *check(set, { index }) {
    for (const template of set.claimTemplates) {
      const className = textAt(template.value, "spec", "storageClassName");
      if (className === "") continue;
      const storageClass = index.find("StorageClass", className, set.object);
      const provisioner = textAt(storageClass?.stored, "provisioner");
      if (provisioner !== "" && provisioner !== NO_PROVISIONER) continue;
      const volumes = index.volumesOfClass(className);
      const [first] = volumes;
      const fitting = volumes.filter((volume) => fits(volume, template, set)).length;
      if (first === undefined || fitting >= set.replicas) continue;
      const pending = ordinalRange(set.name, set.start + fitting, set.start + set.replicas - 1);
      yield {
        object: set.object,
        at: ["spec", "replicas"],
        target: "value",
        severity: provisioner === NO_PROVISIONER ? "warning" : "info",
        message: `${count(fitting, "PersistentVolume")} of class ${code(className)} in the input ${fitting === 1 ? "fits" : "fit"} the claims of ${code(template.name)}, but ${code(set.name)} has ${count(set.replicas, "replica")}: ${pending} will wait for a volume${provisioner === NO_PROVISIONER ? "" : ", unless something provisions them"}.`,
        help: `Add ${set.replicas - fitting} more, with at least the size and access modes of the claim template.`,
        related: [
          {
            object: first,
            at: ["spec", "storageClassName"],
            target: "value",
            message: `a volume of class ${code(className)}`,
          },
          { object: set.object, at: [...template.at, "spec"], target: "key", message: "what each claim asks for" },
        ],
      };
    }
  },
});

/** Mirrors: the checks of FindMatchingVolume, k8s.io/component-helpers/storage/volume v0.37.0, as far as manifests tell. */
function fits(volume: InputObject, template: SetItem, set: SetView): boolean {
  const spec = valueAt(volume.stored, "spec");
  const modes = listAt(spec, "accessModes");
  const boundTo = textAt(spec, "claimRef", "name");
  if (boundTo !== "" && !boundTo.startsWith(`${template.name}-${set.name}-`)) return false;
  if ((textAt(spec, "volumeMode") || "Filesystem") !== (textAt(template.value, "spec", "volumeMode") || "Filesystem")) {
    return false;
  }
  if (!listAt(template.value, "spec", "accessModes").every((mode) => modes.includes(mode))) return false;
  const capacity = valueAt(spec, "capacity", "storage");
  const wanted = valueAt(template.value, "spec", "resources", "requests", "storage");
  if (capacity === undefined || wanted === undefined) return true;
  return compareQuantities(String(capacity), String(wanted)) >= 0;
}
