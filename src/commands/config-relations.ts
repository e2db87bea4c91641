import type { JsonObject, JsonValue } from "../model/json.ts";
import { listAt, objectAt, textAt } from "../model/json-read.ts";
import type { DrawnSet } from "./graph-drawing.ts";

const REFERENCES: readonly (readonly [list: string, path: readonly string[], key: string, kind: string])[] = [
  ["env", ["valueFrom", "configMapKeyRef"], "name", "ConfigMap"],
  ["env", ["valueFrom", "secretKeyRef"], "name", "Secret"],
  ["envFrom", ["configMapRef"], "name", "ConfigMap"],
  ["envFrom", ["secretRef"], "name", "Secret"],
];

/** What containers take from ConfigMaps and Secrets into their environment, and the account that Pods run as. */
export function drawConfiguration(drawn: DrawnSet): void {
  const { set, drawing, template } = drawn;
  for (const { container, name } of containersOf(set.stored)) {
    for (const [list, path, key, kind] of REFERENCES) {
      for (const entry of listAt(container, list)) {
        const target = textAt(entry, ...path, key);
        if (target === "") continue;
        const variable = textAt(entry, "name");
        const from = drawing.field(template, `containers[${name}].${list}${variable === "" ? "" : `: ${variable}`}`);
        refer(drawn, { from, kind, name: target, label: path.at(-1) ?? list });
      }
    }
  }
  const account = textAt(set.stored, "spec", "template", "spec", "serviceAccountName");
  if (account === "") return;
  const from = drawing.field(template, `serviceAccountName: ${account}`);
  refer(drawn, { from, kind: "ServiceAccount", name: account, label: "runs as" });
}

/** An edge to the object of core v1 with this name in the set's namespace; nothing for an empty name. */
export function refer(
  { set, drawing, index }: DrawnSet,
  reference: { readonly from: string; readonly kind: string; readonly name: string; readonly label: string },
): void {
  const { from, kind, name, label } = reference;
  if (name === "") return;
  const found = index.find(`v1 ${kind}`, set.namespace, name) !== undefined;
  const to = drawing.field({ title: `${kind} ${set.namespace}/${name}`, found }, `metadata.name: ${name}`);
  drawing.edge({ from, to, label, state: found ? "holds" : "unknown" });
}

/** Containers of the Pod template with their names, init containers first. */
export function containersOf(set: JsonObject): { readonly container: JsonValue; readonly name: string }[] {
  const podSpec = objectAt(set, "spec", "template", "spec");
  return [...listAt(podSpec, "initContainers"), ...listAt(podSpec, "containers")].map((container) => ({
    container,
    name: textAt(container, "name"),
  }));
}
