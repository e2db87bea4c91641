import { defineRule } from "../rule.ts";
import { code } from "../wording.ts";

export const barePodName = defineRule({
  id: "STS217",
  name: "bare-pod-name",
  severity: "warning",
  summary: "the configuration calls a Pod by its bare name (`web-0:2380`)",
  rationale:
    "A Pod's name alone is no DNS name; only the Pod itself knows it, from its own `/etc/hosts`. From its peers `web-0` does not resolve, `web-0.<serviceName>` does.",
  sources: [
    "https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-hostname-and-subdomain-field",
  ],
  *check(set, { index }) {
    const seen = new Set<string>();
    for (const peer of index.peersOf(set)) {
      const { where, ordinal } = peer;
      const key = where.at.join("/");
      if (peer.domain.length > 0 || seen.has(key)) continue;
      if (index.find("Service", `${set.name}-${ordinal}`, set.object) !== undefined) continue;
      seen.add(key);
      yield {
        object: where.object,
        at: where.at,
        target: "value",
        message: `${code(where.label)} calls Pod ${code(`${set.name}-${ordinal}`)} by its bare name, which only the Pod itself can resolve.`,
        help:
          set.serviceName === ""
            ? "Give the set a `serviceName` and append it to the names."
            : `Write ${code(`${set.name}-${ordinal}.${set.serviceName}`)}.`,
      };
    }
  },
});
