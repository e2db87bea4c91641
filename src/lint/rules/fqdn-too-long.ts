import { defineRule } from "../rule.ts";
import { ordinalsOf, POD_SPEC } from "../set-view.ts";
import { code } from "../wording.ts";

const LONGEST_HOSTNAME = 64;

export const fqdnTooLong = defineRule({
  id: "STS116",
  name: "fqdn-too-long",
  severity: "error",
  summary: "`setHostnameAsFQDN` with a full name of more than 64 characters",
  rationale:
    "The Linux kernel's hostname ends at 64 characters. The kubelet then refuses to start the Pod: it stays in ContainerCreating, and in OrderedReady all that follows waits for it.",
  sources: ["https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-sethostnameasfqdn-field"],
  *check(set, { clusterDomain }) {
    const ordinals = ordinalsOf(set);
    if (set.podSpec.setHostnameAsFQDN !== true || set.serviceName === "" || ordinals === undefined) return;
    const longest = `${set.name}-${ordinals.last}.${set.serviceName}.${set.namespace}.svc.${clusterDomain}`;
    if (longest.length <= LONGEST_HOSTNAME) return;
    yield {
      object: set.object,
      at: [...POD_SPEC, "setHostnameAsFQDN"],
      target: "value",
      message: `The full name ${code(longest)} has ${longest.length} characters; as a hostname it may have ${LONGEST_HOSTNAME}: the Pod would stay in ContainerCreating.`,
      help: "Remove `setHostnameAsFQDN`, or shorten the names of set, Service or namespace.",
    };
  },
});
