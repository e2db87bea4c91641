import { listAt, textAt } from "../../model/json-read.ts";
import { defineRule } from "../rule.ts";
import { code } from "../wording.ts";

const WRONG_LIST_BY_MODE: Readonly<Record<string, string>> = { Block: "volumeMounts", Filesystem: "volumeDevices" };

export const deviceMountModeMismatch = defineRule({
  id: "STS109",
  name: "device-mount-mode-mismatch",
  severity: "error",
  summary: "a Block claim is mounted as a file system, or a Filesystem claim as a device",
  rationale:
    "The kubelet refuses to start the container: the Pod stays in ContainerCreating with `volumeMode` errors in its events, and in OrderedReady no further Pod is created.",
  sources: ["https://kubernetes.io/docs/concepts/storage/persistent-volumes/#volume-mode"],
  *check(set) {
    for (const template of set.claimTemplates) {
      const mode = textAt(template.value, "spec", "volumeMode") || "Filesystem";
      const wrong = WRONG_LIST_BY_MODE[mode];
      if (wrong === undefined) continue;
      const right = wrong === "volumeMounts" ? "volumeDevices" : "volumeMounts";
      for (const container of set.containers) {
        const position = listAt(container.value, wrong).findIndex((mount) => textAt(mount, "name") === template.name);
        if (position < 0) continue;
        yield {
          object: set.object,
          at: [...container.at, wrong, position, "name"],
          target: "value",
          message: `Claim template ${code(template.name)} has ${code(`volumeMode: ${mode}`)}, but container ${code(container.name)} uses it in ${code(wrong)}: the container cannot start.`,
          help: `Use ${code(right)}, or change ${code("volumeMode")} to ${code(mode === "Block" ? "Filesystem" : "Block")}.`,
          related: [
            {
              object: set.object,
              at: [...template.at, "spec", "volumeMode"],
              target: "value",
              message: `${code(template.name)} is a ${mode} volume`,
            },
          ],
        };
      }
    }
  },
});
