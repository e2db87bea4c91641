import type { GoverningService, Plan, PlannedPod } from "../../model/report.ts";
import type { RenderOptions } from "../renderer.ts";
import { hanging, proseWidth } from "./wrap.ts";

/** What the governing Service means for the names of the set: what each name resolves to, and what does not work. */
export function drawService({ governingService: service, pods, statefulSet }: Plan, options: RenderOptions): string[] {
  const width = proseWidth(options.width);
  const [pod] = pods;
  const lines = sentences(service, pod, statefulSet.namespace);
  return [...lines.flatMap(([label, text]) => hanging(`  ${label.padEnd(9)}`, text, width)), ""];
}

type Line = readonly [label: string, text: string];

function sentences(service: GoverningService, pod: PlannedPod | undefined, namespace: string): Line[] {
  if (service.name === "")
    return [["Service", "none is named (`serviceName` is empty): the Pods have no DNS names under any Service."]];
  if (!service.found) {
    return [
      [
        "Service",
        `${service.name} is not in the input; the names above exist only when a Service of that name in namespace ${namespace} selects the Pods.`,
      ],
      ...shortForms(pod),
    ];
  }
  return [
    ["Service", describe(service)],
    ...answers(service, pod),
    ...(service.podNamesResolve === "yes" ? shortForms(pod) : []),
  ];
}

function describe(service: GoverningService): string {
  const kind = service.headless ? "headless" : service.type;
  const selects = service.selectsPods ? "it selects these Pods" : "it does not select these Pods";
  return `${service.name} (${kind}); ${selects}.`;
}

const OWN_NAME: Readonly<Record<GoverningService["answers"], string>> = {
  "pod-addresses": "the addresses of all ready Pods",
  "virtual-address": "one virtual address, that of the Service, and not the addresses of the Pods",
  alias: "an alias for another name",
  nothing: "nothing, as it selects none of the Pods",
  unknown: "unknown",
};

function answers(service: GoverningService, pod: PlannedPod | undefined): Line[] {
  const ready = service.publishNotReady
    ? "as soon as the Pod has an address (publishNotReadyAddresses)"
    : "while the Pod is ready";
  const podName = pod?.dns.short[0];
  const lines: Line[] = [["A", `${service.name} answers with ${OWN_NAME[service.answers]}.`]];
  if (podName === undefined) return [...lines, ["", "The Pods have no names of their own under it."]];
  if (service.podNamesResolve === "yes")
    lines.push(["", `${podName} answers with the address of ${pod?.name}, ${ready}.`]);
  return [...lines, ...srvLines(service, pod)];
}

function srvLines(service: GoverningService, pod: PlannedPod | undefined): Line[] {
  const named = service.ports.filter((port) => port.name !== "");
  const unnamed = service.ports.length - named.length;
  if (service.ports.length === 0) return [["SRV", "none, as the Service has no ports."]];
  if (named.length === 0)
    return [
      ["SRV", `none: ${unnamed === 1 ? "the Service's port has no name" : "the Service's ports have no names"}.`],
    ];
  return named.map((port, index) => [
    index === 0 ? "SRV" : "",
    `${pod?.dns.srv[index] ?? port.name} gives ${
      service.headless
        ? `one record for each ready Pod, target port ${port.targetPort}`
        : `one record, the Service itself with port ${port.port}`
    }.`,
  ]);
}

function shortForms(pod: PlannedPod | undefined): Line[] {
  const [near, far] = pod?.dns.short ?? [];
  if (pod === undefined || near === undefined || far === undefined) return [];
  return [
    [
      "Short",
      `${near} in the same namespace, ${far} from another one; ${pod.name} alone resolves only inside that Pod.`,
    ],
  ];
}
