import { expect, test } from "vitest";
import { createObject, updateObject } from "../../src/kubernetes/api-server.ts";
import { resolveVersion } from "../../src/kubernetes/versions/registry.ts";
import type { KubernetesVersion } from "../../src/kubernetes/versions/version.ts";
import type { JsonObject } from "../../src/model/json.ts";

function version(text: string): KubernetesVersion {
  const found = resolveVersion(text);
  if (!found) throw new Error(`no version ${text}`);
  return found;
}

const V1_37 = version("1.37");
const V1_33 = version("1.33");

function service(spec: JsonObject, metadata: JsonObject = {}): JsonObject {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "web", namespace: "default", ...metadata },
    spec: { selector: { app: "web" }, ports: [{ port: 80, name: "http" }], ...spec },
  };
}

/** What the server says when the one is put over the other. */
function change(old: JsonObject, next: JsonObject, at = V1_37): string[] {
  const stored = createObject(service(old), at);
  expect(stored.errors).toEqual([]);
  return updateObject(stored.object, service(next), at).errors.map(({ field, text }) => `${field}: ${text}`);
}

test("the same file again is no change", () => {
  for (const spec of [{}, { clusterIP: "None" }, { type: "NodePort" }, { type: "LoadBalancer" }]) {
    expect(change(spec, spec)).toEqual([]);
  }
});

test("an address that the server chose cannot become none, and none cannot become one", () => {
  expect(change({}, { clusterIP: "None" })).toEqual([
    'spec.clusterIPs[0]: Invalid value: ["None"]: may not change once set',
  ]);
  expect(change({ clusterIP: "None" }, { clusterIP: "10.96.0.10" })).toEqual([
    'spec.clusterIPs[0]: Invalid value: ["10.96.0.10"]: may not change once set',
  ]);
  expect(change({ clusterIP: "10.96.0.10" }, { clusterIP: "10.96.0.11" }, V1_33)).toEqual([
    'spec.clusterIPs[0]: Invalid value: []string{"10.96.0.11"}: may not change once set',
  ]);
});

test("an address that is left out stays", () => {
  expect(change({ clusterIP: "None" }, {})).toEqual([]);
  const stored = createObject(service({ clusterIP: "10.96.0.10" }), V1_37).object;
  const { object } = updateObject(stored, service({}), V1_37);
  expect(object).toMatchObject({ spec: { clusterIP: "10.96.0.10", clusterIPs: ["10.96.0.10"] } });
});

test("no address is invented", () => {
  const stored = createObject(service({}), V1_37).object;
  const { spec } = updateObject(stored, service({ ports: [{ port: 81 }] }), V1_37).object;
  expect(spec).not.toHaveProperty("clusterIP");
  expect(spec).not.toHaveProperty("clusterIPs");
});

test("node ports follow the names of the ports", () => {
  const stored = createObject(service({ type: "NodePort", ports: [{ name: "a", port: 80, nodePort: 30080 }] }), V1_37);
  const next = service({
    type: "NodePort",
    ports: [
      { name: "b", port: 81 },
      { name: "a", port: 8080 },
    ],
  });
  expect(updateObject(stored.object, next, V1_37).object).toMatchObject({
    spec: { ports: [{ name: "b" }, { name: "a", nodePort: 30080 }] },
  });
});

test("a type without node ports drops them when the file still has them", () => {
  const old = { type: "NodePort", ports: [{ port: 80, nodePort: 30080 }] };
  expect(change(old, { ...old, type: "ClusterIP" })).toEqual([]);
  expect(change(old, { type: "ClusterIP", ports: [{ port: 80, nodePort: 30081 }] })).toEqual([
    "spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'",
  ]);
});

test("a node port outside of the range cannot be had", () => {
  expect(change({}, { type: "NodePort", ports: [{ port: 80, nodePort: 80 }] })).toEqual([
    "spec.ports[0].nodePort: Invalid value: 80: provided port is not in the valid range. The range of valid ports is 30000-32767",
  ]);
});

test("a load balancer keeps its class and its port for health checks", () => {
  const old = { type: "LoadBalancer", loadBalancerClass: "a/b", externalTrafficPolicy: "Local" };
  expect(change(old, { ...old, loadBalancerClass: "a/c" })).toEqual([
    'spec.loadBalancerClass: Invalid value: "a/c": may not change once set',
  ]);
  const { loadBalancerClass: _class, ...without } = old;
  expect(change(old, without)).toEqual(["spec.loadBalancerClass: Invalid value: null: may not change once set"]);
  expect(change(old, without, V1_33)).toEqual([
    'spec.loadBalancerClass: Invalid value: "null": may not change once set',
  ]);
  const fixed = { ...without, healthCheckNodePort: 30100 };
  expect(change(fixed, { ...fixed, healthCheckNodePort: 30101 })).toEqual([
    "spec.healthCheckNodePort: Forbidden: field is immutable",
  ]);
});

test("to an external name and back", () => {
  const external = { type: "ExternalName", externalName: "example.com" };
  expect(change({}, external)).toEqual([]);
  expect(change(external, {})).toEqual([]);
  expect(change(external, { clusterIP: "192.168.0.1" })).toEqual([
    'spec.clusterIPs: Invalid value: ["192.168.0.1"]: failed to allocate IP 192.168.0.1: the provided IP (192.168.0.1) is not in the valid range. The range of valid IPs is 10.96.0.0/12',
  ]);
});

test("addresses with an odd spelling stay from 1.33 on", () => {
  const stored = createObject(service({ externalIPs: ["192.0.2.010"] }), V1_33).object;
  const next = service({ externalIPs: ["192.0.2.010"], ports: [{ port: 81 }] });
  const spoken = updateObject(stored, next, V1_37);
  expect(spoken.errors).toEqual([]);
  expect(spoken.warnings).toContain(
    'spec.externalIPs[0]: non-standard IP address "192.0.2.010" is invalid: use "192.0.2.10"',
  );
  const added = updateObject(stored, service({ externalIPs: ["192.0.2.011"] }), V1_37).errors;
  expect(added.map(({ text }) => text)).toEqual(['Invalid value: "192.0.2.011": must not have leading 0s']);
});

test("a budget may change its spec, an autoscaler its target", () => {
  const budget = (spec: JsonObject): JsonObject => ({
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: { name: "web", namespace: "default" },
    spec: { selector: { matchLabels: { app: "web" } }, ...spec },
  });
  const stored = createObject(budget({ maxUnavailable: 1 }), V1_37).object;
  const answer = updateObject(stored, budget({ minAvailable: "50%" }), V1_37);
  expect([answer.errors, answer.generationChanged]).toEqual([[], true]);
  const scaler = (spec: JsonObject): JsonObject => ({
    apiVersion: "autoscaling/v2",
    kind: "HorizontalPodAutoscaler",
    metadata: { name: "web", namespace: "default" },
    spec: { scaleTargetRef: { apiVersion: "apps/v1", kind: "StatefulSet", name: "web" }, maxReplicas: 3, ...spec },
  });
  const old = createObject(scaler({}), V1_33).object;
  const target = { scaleTargetRef: { apiVersion: "v1", kind: "Service", name: "web" } };
  expect(updateObject(old, scaler(target), V1_33).errors).toEqual([]);
  expect(updateObject(old, scaler({ ...target, maxReplicas: 0 }), V1_37).errors.map(({ text }) => text)).toEqual([
    "Invalid value: 0: must be greater than or equal to `minReplicas`",
    'Invalid value: "v1": apiVersion must specify API group',
    "Required value",
  ]);
});
