import { expect, test } from "vitest";
import { upgradeCommand } from "../../src/commands/upgrade.ts";
import type { DiffReport } from "../../src/model/report.ts";

const SET = (spec: string, container = "") => `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  serviceName: web
  replicas: 3
${spec}
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: a, image: b${container}}]}
`;

function upgrade(text: string, fromVersion: string, toVersion: string): DiffReport {
  const sources = (attribute: string) => (attribute === "filename" ? [{ name: "set.yaml", text }] : []);
  const report = upgradeCommand.run({ fromVersion, toVersion }, { sources, problems: [] });
  if (report.kind !== "DiffReport") throw new Error("upgrade answers with a DiffReport");
  return report;
}

test("a plain set does not notice an upgrade", () => {
  const [set] = upgrade(SET(""), "1.30", "1.37").objects;
  expect(set).toMatchObject({ action: "unchanged", restart: null, changes: [], verdict: "" });
});

test("minReadySeconds counts for Parallel updates from 1.34 on: the rollout takes longer", () => {
  const [set] = upgrade(SET("  podManagementPolicy: Parallel\n  minReadySeconds: 10"), "1.33", "1.34").objects;
  expect(set?.verdict).toMatch(
    /No Pod restarts by the upgrade\. The next rollout goes another way than under 1\.33\.13/,
  );
});

test("a field that the old server dropped restarts the Pods when the file is applied again", () => {
  const rules =
    ", restartPolicy: Never, restartPolicyRules: [{action: Restart, exitCodes: {operator: In, values: [1]}}]";
  const [set] = upgrade(SET("", rules), "1.34", "1.35").objects;
  expect(set?.restart).toBeNull();
  expect(set?.changes.map(({ path }) => path)).toEqual([
    "spec.template.spec.containers[a].restartPolicy",
    "spec.template.spec.containers[a].restartPolicyRules",
  ]);
  expect(set?.verdict).toMatch(/The next `kubectl apply` of the same file restarts the Pods/);
});

test("a serviceName that newer servers refuse stays with the running set", () => {
  const [set] = upgrade(SET("").replace("serviceName: web", "serviceName: Web_1"), "1.32", "1.33").objects;
  expect(set).toMatchObject({ action: "changed", api: { accepted: true } });
  expect(set?.verdict).toMatch(/would not create it any more .*spec\.serviceName/);
});

test("maxUnavailable that was dropped before counts after the next apply", () => {
  const strategy = "  updateStrategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 2}}";
  const [set] = upgrade(SET(strategy), "1.36", "1.37").objects;
  expect(set?.changes).toMatchObject([{ path: "spec.updateStrategy.rollingUpdate.maxUnavailable", old: 1, new: 2 }]);
});

test("1.34.0 writes the template of a 1.33 set as another revision and restarts every Pod; 1.34.2 does not", () => {
  const report = upgrade(SET(""), "1.33", "1.34.0");
  const [set] = report.objects;
  expect(report.diagnostics).toMatchObject([{ rule: "STS415", path: "spec.template", severity: "warning" }]);
  expect(set?.restart?.pods).toEqual(["web-2", "web-1", "web-0"]);
  expect(set?.verdict).toMatch(/The upgrade alone restarts web-2, web-1, web-0/);
  expect(upgrade(SET(""), "1.33", "1.34.2").objects[0]?.restart).toBeNull();
});

test("one version is no upgrade", () => {
  expect(() => upgrade(SET(""), "1.36", "1.36.3")).toThrow(/Both versions stand for 1\.36\.3/);
});
