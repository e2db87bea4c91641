import { expect, test } from "vitest";
import { bindClaims } from "../../src/kubernetes/bind-volumes.ts";
import type { JsonObject } from "../../src/model/json.ts";

const volume = (name: string, storage: string, more: JsonObject = {}): JsonObject => ({
  metadata: { name, labels: { disk: name } },
  spec: { capacity: { storage }, accessModes: ["ReadWriteOnce"], storageClassName: "nfs", ...more },
});
const claim = (name: string, storage: string, more: JsonObject = {}) => ({
  namespace: "default",
  name,
  spec: { resources: { requests: { storage } }, accessModes: ["ReadWriteOnce"], storageClassName: "nfs", ...more },
});
const storageClass = (name: string, provisioner: string, more: JsonObject = {}): JsonObject => ({
  metadata: { name },
  provisioner,
  ...more,
});

test.for([
  [
    "the smallest volume that is large enough",
    [volume("big", "10Gi"), volume("fit", "2Gi"), volume("small", "1Gi")],
    claim("c", "1500Mi"),
    "fit",
  ],
  ["of equal ones the first", [volume("a", "2Gi"), volume("b", "2Gi")], claim("c", "1Gi"), "a"],
  ["none of another class", [volume("a", "2Gi", { storageClassName: "ssd" })], claim("c", "1Gi"), "unknown"],
  [
    "none that lacks an access mode",
    [volume("a", "2Gi")],
    claim("c", "1Gi", { accessModes: ["ReadWriteMany"] }),
    "no-volume-left",
  ],
  ["none of the other volume mode", [volume("a", "2Gi", { volumeMode: "Block" })], claim("c", "1Gi"), "no-volume-left"],
  [
    "none that the selector leaves out",
    [volume("a", "2Gi"), volume("b", "2Gi")],
    claim("c", "1Gi", { selector: { matchLabels: { disk: "b" } } }),
    "b",
  ],
  [
    "the one that is kept for it, though larger",
    [volume("a", "2Gi"), volume("b", "9Gi", { claimRef: { namespace: "default", name: "c" } })],
    claim("c", "1Gi"),
    "b",
  ],
  [
    "none that is kept for another",
    [volume("a", "2Gi", { claimRef: { namespace: "other", name: "c" } })],
    claim("c", "1Gi"),
    "no-volume-left",
  ],
  ["nothing known without class", [volume("a", "2Gi")], claim("c", "1Gi", { storageClassName: null }), "unknown"],
] as const)("a claim gets %s", ([, volumes, request, expected]) => {
  const bound = bindClaims([request], volumes, []).get("default/c");
  expect(bound?.kind === "static" ? bound.volume : bound?.kind).toBe(expected);
});

test("claims are served in order, and the last ones may get nothing", () => {
  const bound = bindClaims(
    [claim("a", "1Gi"), claim("b", "1Gi"), claim("c", "1Gi")],
    [volume("x", "1Gi"), volume("y", "1Gi")],
    [],
  );
  expect([...bound.values()].map((entry) => (entry.kind === "static" ? entry.volume : entry.kind))).toEqual([
    "x",
    "y",
    "no-volume-left",
  ]);
});

test("a class with a provisioner makes what is missing; the default class serves claims without one", () => {
  const classes = [
    storageClass("nfs", "csi.example.test", {
      volumeBindingMode: "WaitForFirstConsumer",
      metadata: { name: "nfs", annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
    }),
  ];
  const made = { kind: "provisioned", class: "nfs", waitsForPod: true };
  expect(bindClaims([claim("c", "1Gi")], [], classes).get("default/c")).toEqual(made);
  expect(bindClaims([claim("c", "1Gi", { storageClassName: null })], [], classes).get("default/c")).toEqual(made);
});
