import { valueAt } from "../../model/json-read.ts";
import { defineRule } from "../rule.ts";
import { code } from "../wording.ts";

export const notReadyPeersHidden = defineRule({
  id: "STS206",
  name: "not-ready-peers-hidden",
  severity: "warning",
  summary: "members look for each other by name, but the Service hides Pods that are not ready",
  rationale:
    "DNS answers for ready Pods only. When a member becomes ready only after it has found its peers, and the peers are not ready either, the cluster never comes up: the classic bootstrap deadlock. `publishNotReadyAddresses: true` on the governing Service lets starting members find each other.",
  sources: ["kubernetes/kubernetes#92559", "nats-io/k8s#441", "qdrant/qdrant-helm#115"],
  *check(set, { index }) {
    if (set.replicas < 2 || set.serviceName === "") return;
    const service = index.governingService(set);
    if (service === undefined || valueAt(service.stored, "spec", "publishNotReadyAddresses") === true) return;
    const probed = set.containers.find((container) => container.value.readinessProbe !== undefined);
    if (probed === undefined) return;
    const peers = index.peersOf(set).filter((peer) => peer.domain[0] === set.serviceName);
    const [peer] = peers;
    if (peer === undefined || new Set(peers.map(({ ordinal }) => ordinal)).size < 2) return;
    yield {
      object: service,
      at: ["spec", "publishNotReadyAddresses"],
      target: "key",
      message: `Pods of ${code(set.name)} look for each other by name (${code(peer.host)}), but Service ${code(service.name)} hides Pods that are not ready: members that wait for their peers before they are ready never find them.`,
      help: "Add `publishNotReadyAddresses: true` to the Service.",
      related: [
        {
          object: peer.where.object,
          at: peer.where.at,
          target: "value",
          message: `${code(peer.where.label)} names the peers`,
        },
        { object: set.object, at: [...probed.at, "readinessProbe"], target: "key", message: "the readiness probe" },
      ],
    };
  },
});
