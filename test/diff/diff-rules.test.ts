import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { diffCommand } from "../../src/commands/diff.ts";
import { DIFF_RULES } from "../../src/diff/diff-rules.ts";
import type { Diagnostic } from "../../src/model/diagnostic.ts";

const ROOT = new URL("../../fixtures/diff/", import.meta.url);

function findings(old: string, next: string, options: Record<string, string> = {}): readonly Diagnostic[] {
  const files = new Map([
    ["from", [{ name: "old.yaml", text: old }]],
    ["filename", [{ name: "new.yaml", text: next }]],
  ]);
  const report = diffCommand.run(options, { sources: (attribute) => files.get(attribute) ?? [], problems: [] });
  return report.diagnostics;
}

function ofFixture(name: string): readonly Diagnostic[] {
  const [old, next] = ["old", "new"].map((side) => readFileSync(new URL(`${name}/${side}.yaml`, ROOT), "utf8"));
  return findings(old ?? "", next ?? "");
}

function set(name: string, image: string, extra = ""): string {
  return `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: ${name}}
spec:
  serviceName: peers
  replicas: 2
${extra}  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: a, image: ${image}, volumeMounts: [{name: data, mountPath: /data}]}]}
  volumeClaimTemplates:
  - metadata: {name: data}
    spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`;
}

test.each([
  ["storage-shrink", "STS304", "spec.volumeClaimTemplates[0].spec.resources.requests.storage"],
  ["claim-template-added", "STS307", "spec.volumeClaimTemplates[1]"],
  ["template-only", "STS401", "spec.template"],
  ["config-map-changed", "STS414", "data.max_connections"],
  ["service-name", "STS601", "spec.serviceName"],
  ["renamed", "STS603", "metadata.name"],
  ["kind-change", "STS604", "kind"],
  ["start-ordinal-shift", "STS605", "spec.ordinals"],
  ["version-label-in-claim", "STS607", "spec.volumeClaimTemplates[0].metadata.labels[helm.sh/chart]"],
  ["storage-grow", "STS608", "spec.volumeClaimTemplates[0].spec.resources.requests.storage"],
])("%s: %s at %s", (name, rule, path) => {
  const found = ofFixture(name).find((diagnostic) => diagnostic.rule === rule);
  expect(found).toMatchObject({ file: "new.yaml", path });
  expect(found?.message).not.toBe("");
  expect(found?.help).not.toBe("");
});

test("revisionHistoryLimit is refused by old servers only", () => {
  const change = [set("web", "a"), set("web", "a", "  revisionHistoryLimit: 3\n")] as const;
  const rules = (kubernetesVersion: string) => findings(...change, { kubernetesVersion }).map(({ rule }) => rule);
  expect(rules("1.32")).toContain("STS602");
  expect(rules("1.33")).not.toContain("STS602");
});

test("two sets with one Service that restart together are told once, at the first", () => {
  const both = (image: string) => `${set("blue", image)}---\n${set("green", image)}`;
  const found = findings(both("a:1"), both("a:2")).filter(({ rule }) => rule === "STS505");
  expect(found.map(({ object }) => object)).toEqual(["StatefulSet default/blue"]);
  expect(
    findings(both("a:1"), `${set("blue", "a:2")}---\n${set("green", "a:1")}`).map(({ rule }) => rule),
  ).not.toContain("STS505");
});

test("a claim that is there already meets the Pod that comes", () => {
  const claim = "---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data-web-2}\nspec: {}\n";
  const grown = set("web", "a").replace("replicas: 2", "replicas: 3");
  expect(findings(set("web", "a"), grown + claim).map(({ rule }) => rule)).toContain("STS606");
  expect(findings(set("web", "a"), grown).map(({ rule }) => rule)).not.toContain("STS606");
});

test("equal states find nothing", () => {
  const quiet = readdirSync(ROOT).filter((name) => name === "unchanged" || name === "storage-respelled");
  expect(quiet).toHaveLength(2);
  expect(quiet.flatMap(ofFixture)).toEqual([]);
});

test("every rule has an id and a name of its own", () => {
  expect(new Set(DIFF_RULES.map(({ id }) => id)).size).toBe(DIFF_RULES.length);
  expect(new Set(DIFF_RULES.map(({ name }) => name)).size).toBe(DIFF_RULES.length);
});
