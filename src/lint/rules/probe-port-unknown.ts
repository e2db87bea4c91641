import { listAt, textAt } from "../../model/json-read.ts";
import { nearestOf } from "../../model/nearest.ts";
import { defineRule } from "../rule.ts";
import { code, codeList } from "../wording.ts";

const PROBES = ["readinessProbe", "livenessProbe", "startupProbe"];
const HANDLERS = ["httpGet", "tcpSocket"];

export const probePortUnknown = defineRule({
  id: "STS420",
  name: "probe-port-unknown",
  severity: "error",
  summary: "a probe names a port that its container does not have",
  rationale:
    "The kubelet looks the name up among the ports of the same container only. It finds none: the probe fails for ever. A readiness probe then keeps the first Pod unready, and an OrderedReady set never creates the second; a liveness probe restarts the container over and over.",
  sources: [
    "https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#use-a-named-port",
  ],
  *check(set) {
    for (const container of set.containers) {
      const names = listAt(container.value, "ports")
        .map((port) => textAt(port, "name"))
        .filter((name) => name !== "");
      for (const probe of PROBES) {
        for (const handler of HANDLERS) {
          const port = textAt(container.value, probe, handler, "port");
          if (port === "" || /^\d+$/.test(port) || names.includes(port)) continue;
          const nearest = nearestOf(port, names);
          yield {
            object: set.object,
            at: [...container.at, probe, handler, "port"],
            target: "value",
            message: `The ${code(probe)} of container ${code(container.name)} asks port ${code(port)}, but the container names ${names.length > 0 ? `only ${codeList(names)}` : "no port"}: the probe always fails.`,
            help: nearest
              ? `Did you mean ${code(nearest)}?`
              : `Name the container's port ${code(port)}, or write its number.`,
          };
        }
      }
    }
  },
});
