import { expect, test } from "vitest";
import { podNames, serviceNames } from "../../src/kubernetes/dns-names.ts";
import { describeGoverningService } from "../../src/kubernetes/governing-service.ts";
import type { JsonObject } from "../../src/model/json.ts";

const ZONE = { service: "nginx", namespace: "default", clusterDomain: "cluster.local" };
const PORTS = [
  { name: "web", protocol: "TCP", port: 80, targetPort: "80" },
  { name: "", protocol: "UDP", port: 53, targetPort: "53" },
];
const LABELS = { app: "nginx", "statefulset.kubernetes.io/pod-name": "web-0", "apps.kubernetes.io/pod-index": "0" };

test("a Pod's names lie below the Service; ports without a name have no SRV", () => {
  expect(podNames("web-0", ZONE, PORTS)).toEqual({
    a: ["web-0.nginx.default.svc.cluster.local"],
    srv: ["_web._tcp.nginx.default.svc.cluster.local"],
    short: ["web-0.nginx", "web-0.nginx.default"],
  });
  expect(serviceNames(ZONE, PORTS).a).toEqual(["nginx.default.svc.cluster.local"]);
});

test("no Service name, no names", () => {
  expect(podNames("web-0", { ...ZONE, service: "" }, [])).toEqual({ a: [], srv: [], short: [] });
});

/** As CoreDNS answered on a real control plane. */
test.for([
  ["headless", { clusterIP: "None", selector: { app: "nginx" } }, "pod-addresses", "yes"],
  ["with an address", { selector: { app: "nginx" } }, "virtual-address", "yes"],
  ["headless that selects none", { clusterIP: "None", selector: { app: "other" } }, "nothing", "no"],
  ["with an address that selects none", { selector: { app: "other" } }, "virtual-address", "no"],
  ["headless without selector", { clusterIP: "None" }, "nothing", "unknown"],
  [
    "by the Pod's own label",
    { clusterIP: "None", selector: { "statefulset.kubernetes.io/pod-name": "web-0" } },
    "pod-addresses",
    "yes",
  ],
  [
    "ExternalName",
    { type: "ExternalName", externalName: "db.example.test", selector: { app: "nginx" } },
    "alias",
    "no",
  ],
] as const)("a Service %s", ([, spec, answers, podNamesResolve]) => {
  const service = { spec } as unknown as JsonObject;
  expect(describeGoverningService("nginx", service, LABELS)).toMatchObject({ found: true, answers, podNamesResolve });
});

test("a Service that is not in the input may be elsewhere", () => {
  expect(describeGoverningService("nginx", undefined, LABELS)).toMatchObject({
    found: false,
    podNamesResolve: "unknown",
  });
  expect(describeGoverningService("", undefined, LABELS)).toMatchObject({ found: false, podNamesResolve: "no" });
});
