import { expect, test } from "vitest";
import { commonLabelsByFolder, withCommonLabels } from "../../src/commands/common-labels.ts";
import { manifestsOnly } from "../../src/commands/manifests-only.ts";
import { readInventory } from "../lint/read-inventory.ts";

const KUSTOMIZATION = { name: "base/kustomization.yaml", text: "resources: [web.yaml]\ncommonLabels:\n  app: web\n" };
const SET =
  "kind: StatefulSet\napiVersion: apps/v1\nmetadata: {name: web}\nspec:\n  selector: {matchLabels: {app: web}}\n  template: {metadata: {name: web}}\n";

test("labels of a kustomization reach selectors and templates of its folder", () => {
  const labels = commonLabelsByFolder([KUSTOMIZATION]);
  const inventory = readInventory([
    { name: "base/web.yaml", text: SET },
    { name: "other/web.yaml", text: SET },
    {
      name: "base/svc.yaml",
      text: "kind: Service\napiVersion: v1\nmetadata: {name: web}\nspec: {selector: {tier: db}}\n",
    },
  ]);
  const [near, far, service] = withCommonLabels(inventory, labels).objects;
  expect(near?.stored).toMatchObject({ spec: { template: { metadata: { name: "web", labels: { app: "web" } } } } });
  expect(far?.stored).not.toHaveProperty("spec.template.metadata.labels");
  expect(service?.stored).toMatchObject({ spec: { selector: { tier: "db", app: "web" } } });
});

test("of `labels` only those for selectors count", () => {
  const text = "labels:\n- pairs: {a: b}\n- pairs: {c: d}\n  includeSelectors: true\n";
  expect(commonLabelsByFolder([{ name: "kustomization.yaml", text }])).toEqual(new Map([["", { c: "d" }]]));
});

test.each([
  ["a manifest", "web.yaml", SET, true],
  ["a manifest in JSON", "web.json", '{\n  "kind": "Service"}', true],
  ["a manifest that is indented as a whole", "web.yaml", "  kind: Service\n  apiVersion: v1\n", true],
  ["a kustomization", "base/kustomization.yaml", "kind: Kustomization\n", false],
  ["a kustomization without kind", "k.yaml", "resources: [a]\npatches:\n- target:\n    kind: Deployment\n", false],
  ["values of a chart", "values-prod.yaml", "kind: x\n", false],
  ["some other YAML", "compose.yaml", "services:\n  web: {image: nginx}\n", false],
])("%s among others", (_, name, text, isKept) => {
  const other = { name: "other.yaml", text: SET };
  expect(manifestsOnly([{ name, text }, other])).toHaveLength(isKept ? 2 : 1);
  expect(manifestsOnly([{ name, text }])).toHaveLength(1);
});
