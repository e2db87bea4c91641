import { listAt, textAt } from "../../model/json-read.ts";
import { nearestOf } from "../../model/nearest.ts";
import { defineRule } from "../rule.ts";
import { code, codeList } from "../wording.ts";

export const mountWithoutVolume = defineRule({
  id: "STS107",
  name: "mount-without-volume",
  severity: "error",
  summary: "a container mounts a volume that is neither in the Pod template nor a claim template",
  rationale:
    "API servers before 1.34 accept the set, then refuse each Pod that the controller tries to create: `kubectl apply` is green and nothing starts. Later ones refuse the set.",
  sources: ["kubernetes/kubernetes#131790", "kubernetes/kubernetes#60619"],
  restates: /^spec\.template\.spec\.(init)?[cC]ontainers\[\d+\]\.volume(Mounts|Devices)\[\d+\]\.name$/,
  *check(set) {
    const names = [...set.volumes, ...set.claimTemplates].map((item) => item.name);
    const known = new Set(names);
    for (const container of set.containers) {
      for (const list of ["volumeMounts", "volumeDevices"]) {
        for (const [position, mount] of listAt(container.value, list).entries()) {
          const name = textAt(mount, "name");
          if (name === "" || known.has(name)) continue;
          const nearest = nearestOf(name, names);
          yield {
            object: set.object,
            at: [...container.at, list, position, "name"],
            target: "value",
            message: `Container ${code(container.name)} mounts volume ${code(name)}, but ${code(set.name)} has neither a volume nor a claim template of that name: no Pod can be created.`,
            help: nearest
              ? `Did you mean ${code(nearest)}?`
              : `Add a claim template or a volume ${code(name)}${names.length > 0 ? `, or mount ${codeList(names)}` : ""}.`,
          };
        }
      }
    }
  },
});
