import { listAt, textAt } from "../../model/json-read.ts";
import { defineRule } from "../rule.ts";
import { code, count } from "../wording.ts";

export const claimNeverMounted = defineRule({
  id: "STS108",
  name: "claim-never-mounted",
  severity: "warning",
  summary: "no container mounts a claim template",
  rationale:
    "The controller still creates one claim for each replica, and somebody pays for the disks. Usually the mount is missing or misspelt, and the application writes to the container's own file system, which a restart empties.",
  sources: ["https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#volume-claim-templates"],
  *check(set) {
    const mounted = new Set<string>();
    for (const container of set.containers) {
      for (const mount of listAt(container.value, "volumeMounts")) mounted.add(textAt(mount, "name"));
      for (const device of listAt(container.value, "volumeDevices")) mounted.add(textAt(device, "name"));
    }
    for (const template of set.claimTemplates) {
      if (template.name === "" || mounted.has(template.name)) continue;
      yield {
        object: set.object,
        at: [...template.at, "metadata", "name"],
        target: "value",
        message: `No container of ${code(set.name)} mounts claim template ${code(template.name)}: ${count(set.replicas, "claim")} will be created and never used.`,
        help: `Add a \`volumeMounts\` entry with ${code(`name: ${template.name}`)}, or remove the claim template.`,
      };
    }
  },
});
