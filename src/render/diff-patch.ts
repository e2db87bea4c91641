import { toYaml } from "./json/to-yaml.ts";
import type { Renderer } from "./renderer.ts";

/** The patches that `kubectl apply` would send, one YAML document an object, as `kubectl patch --patch-file` takes them. */
export const patchRenderer: Renderer = {
  render(report) {
    if (report.kind !== "DiffReport") return "";
    const documents = report.objects.flatMap(({ object, action, patch }) => {
      if (patch !== null) return [`# ${object}\n${toYaml(patch).join("\n")}\n`];
      return action === "unchanged" ? [] : [`# ${object}: ${action}, no patch is sent\n`];
    });
    return documents.join("---\n");
  },
};
