import type { PeerReference } from "../peer-references.ts";
import { defineRule, type Finding } from "../rule.ts";
import { ordinalsOf, type SetView } from "../set-view.ts";
import { code, codeList, ordinalRange } from "../wording.ts";

/** Texts that list all members; a list of seeds may well name only some. */
const LISTS_MEMBERS = /initial.?cluster|members|peers|quorum|servers|voters|routes|nodes/i;

export const peerListOutOfRange = defineRule({
  id: "STS208",
  name: "peer-list-out-of-range",
  severity: "error",
  summary: "the configuration names Pods that the set does not have, or leaves out some that it has",
  rationale:
    "Static peer lists (etcd's initial cluster, NATS routes, ZooKeeper's servers) do not follow `replicas`, `ordinals.start`, `serviceName` or the namespace. A name that does not exist keeps members from forming a quorum; a member that is not in the list is never asked.",
  sources: ["https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id"],
  *check(set, { index, clusterDomain }) {
    const peers = index.peersOf(set).filter((peer) => isOfService(peer, set, clusterDomain));
    if (peers.length === 0) return;
    const missing = firstOfEach(peers.filter((peer) => !isPlanned(peer, set)));
    for (const peer of missing) yield missingPod(set, peer);
    for (const peer of firstOfEach(peers.filter((candidate) => isPlanned(candidate, set)))) {
      const namespace = peer.domain[1];
      if (namespace === undefined || namespace === set.namespace) continue;
      yield otherNamespace(set, peer, namespace);
    }
    if (missing.length === 0) yield* absentMembers(set, peers);
  },
});

/** `web-0.nginx`, with the set's Service; anything else may be a name of somebody else's. */
function isOfService(peer: PeerReference, set: SetView, clusterDomain: string): boolean {
  const [service, , svc, ...domain] = peer.domain;
  if (service !== set.serviceName) return false;
  if (svc !== undefined && svc !== "svc") return false;
  return domain.length === 0 || domain.join(".") === clusterDomain || domain.join(".") === "cluster.local";
}

function isPlanned(peer: PeerReference, set: SetView): boolean {
  const ordinals = ordinalsOf(set);
  return ordinals !== undefined && peer.ordinal >= ordinals.first && peer.ordinal <= ordinals.last;
}

function missingPod(set: SetView, peer: PeerReference): Finding {
  const ordinals = ordinalsOf(set);
  const pods = ordinals ? ordinalRange(set.name, ordinals.first, ordinals.last) : "none (0 replicas)";
  return {
    object: peer.where.object,
    at: peer.where.at,
    target: "value",
    message: `${code(peer.where.label)} names ${code(peer.host)}, but ${code(set.name)} has no Pod of that ordinal: its Pods are ${pods}.`,
    help: "Correct the list, or `replicas` and `ordinals.start`.",
    related: [
      { object: set.object, at: ["spec", "replicas"], target: "value", message: `${code(set.name)} is sized here` },
    ],
  };
}

function otherNamespace(set: SetView, peer: PeerReference, namespace: string): Finding {
  return {
    object: peer.where.object,
    at: peer.where.at,
    target: "value",
    severity: set.object.manifest.namespace === "" ? "info" : "error",
    message: `${code(peer.where.label)} names ${code(peer.host)}, in namespace ${code(namespace)}, but ${code(set.name)} is in ${code(set.namespace)}: the name does not resolve.`,
    help: `Write ${code(`${set.name}-${peer.ordinal}.${set.serviceName}`)}, which holds in every namespace.`,
  };
}

function* absentMembers(set: SetView, peers: readonly PeerReference[]): Iterable<Finding> {
  const ordinals = ordinalsOf(set);
  if (ordinals === undefined || set.replicas > 1000) return;
  const byText = new Map<PeerReference["where"], Set<number>>();
  for (const peer of peers) {
    if (!LISTS_MEMBERS.test(peer.where.label) && !LISTS_MEMBERS.test(peer.where.text)) continue;
    byText.set(peer.where, (byText.get(peer.where) ?? new Set()).add(peer.ordinal));
  }
  for (const [where, named] of byText) {
    if (named.size < 2 || named.size >= set.replicas || /seed|join|discover/i.test(where.label + where.text)) continue;
    const absent: string[] = [];
    for (let ordinal = ordinals.first; ordinal <= ordinals.last; ordinal++) {
      if (!named.has(ordinal)) absent.push(`${set.name}-${ordinal}`);
    }
    yield {
      object: where.object,
      at: where.at,
      target: "value",
      severity: "warning",
      message: `${code(where.label)} lists ${named.size} of the ${set.replicas} Pods of ${code(set.name)}; ${codeList(absent)} ${absent.length === 1 ? "is" : "are"} not in it.`,
      help: "Add the missing members, or correct `replicas`.",
      related: [
        { object: set.object, at: ["spec", "replicas"], target: "value", message: `${code(set.name)} is sized here` },
      ],
    };
  }
}

function firstOfEach(peers: readonly PeerReference[]): PeerReference[] {
  const seen = new Map<string, PeerReference>();
  for (const peer of peers) {
    const key = `${peer.ordinal} ${peer.where.at.join("/")} ${peer.where.object.name}`;
    if (!seen.has(key)) seen.set(key, peer);
  }
  return [...seen.values()];
}
