import type { JsonObject, JsonValue } from "../../model/json.ts";
import { listAt, numberAt, objectAt, textAt, valueAt } from "../../model/json-read.ts";
import { LAST_APPLIED } from "../client-apply.ts";
import { describeContainers } from "./describe-container.ts";
import { describeVolumes } from "./describe-volume.ts";
import { goValue, orText } from "./go-value.ts";

const LONGEST_ANNOTATION = 140;

/**
 * A Pod template as `kubectl rollout history --revision` prints it: with tabs, as nothing aligns them there.
 * Mirrors: DescribePodTemplate, k8s.io/kubectl/pkg/describe v0.37.0
 */
export function describeTemplate(template: JsonObject): string[] {
  const spec = objectAt(template, "spec");
  const initContainers = listAt(spec, "initContainers");
  const account = textAt(spec, "serviceAccountName");
  const priority = textAt(spec, "priorityClassName");
  return [
    "Pod Template:",
    ...describeMap("  Labels", objectAt(template, "metadata", "labels")),
    ...describeAnnotations(objectAt(template, "metadata", "annotations")),
    ...(account === "" ? [] : [`  Service Account:\t${account}`]),
    ...(initContainers.length === 0 ? [] : describeContainers("Init Containers", initContainers)),
    ...describeContainers("Containers", listAt(spec, "containers")),
    ...describeVolumes(listAt(spec, "volumes")),
    ...describeSpread(listAt(spec, "topologySpreadConstraints")),
    ...(priority === "" ? [] : [`  Priority Class Name:\t${priority}`]),
    ...describeMap("  Node-Selectors", objectAt(spec, "nodeSelector")),
    ...describeTolerations(listAt(spec, "tolerations")),
  ];
}

function describeMap(title: string, map: JsonObject): string[] {
  const entries = Object.keys(map).sort();
  return under(
    title,
    entries.map((key) => `${key}=${orText(map[key])}`),
  );
}

/** Lines under one title: the first behind it, the others behind a tab. */
function under(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [`${title}:\t<none>`];
  return lines.map((line, index) => `${index === 0 ? `${title}:` : ""}\t${line}`);
}

function describeAnnotations(annotations: JsonObject): string[] {
  if (Object.keys(annotations).length === 0) return [];
  const keys = Object.keys(annotations)
    .filter((key) => key !== LAST_APPLIED)
    .sort();
  const lines = keys.flatMap((key, index) => {
    const value = orText(annotations[key]).replace(/\n$/, "");
    const lead = index === 0 ? "  Annotations:\t" : "\t";
    if (key.length + value.length + 2 <= LONGEST_ANNOTATION && !value.includes("\n"))
      return [`${lead}${key}: ${value}`];
    return [`${lead}${key}:`, ...value.split("\n").map((line) => `\t  ${shorten(line, LONGEST_ANNOTATION - 2)}`)];
  });
  return keys.length === 0 ? ["  Annotations:\t<none>"] : lines;
}

function shorten(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}...` : text;
}

function describeSpread(constraints: readonly JsonValue[]): string[] {
  const sorted = sortedBy(constraints, "topologyKey").map((constraint) => {
    const selector = valueAt(constraint, "labelSelector");
    const words = `${textAt(constraint, "topologyKey")}:${textAt(constraint, "whenUnsatisfiable")} when max skew ${numberAt(constraint, "maxSkew") ?? 0} is exceeded`;
    return selector === undefined ? words : `${words} for selector ${selectorText(selector)}`;
  });
  return sorted.map((line, index) => `${index === 0 ? "  Topology Spread Constraints:" : "  "}\t${line}`);
}

/** Mirrors: FormatLabelSelector, k8s.io/apimachinery/pkg/apis/meta/v1 v0.37.0 */
function selectorText(selector: JsonValue): string {
  const labels = objectAt(selector, "matchLabels");
  const parts = [
    ...Object.keys(labels).map((key) => [key, `${key}=${orText(labels[key])}`] as const),
    ...listAt(selector, "matchExpressions").map((entry) => [textAt(entry, "key"), expressionText(entry)] as const),
  ];
  if (parts.length === 0) return "<none>";
  return parts
    .sort(([a], [b]) => (a < b ? -1 : Number(a > b)))
    .map(([, text]) => text)
    .join(",");
}

function expressionText(expression: JsonValue): string {
  const key = textAt(expression, "key");
  const values = listAt(expression, "values").map(goValue).sort().join(",");
  const forms: Readonly<Record<string, string>> = {
    In: `${key} in (${values})`,
    NotIn: `${key} notin (${values})`,
    Exists: key,
    DoesNotExist: `!${key}`,
  };
  return forms[textAt(expression, "operator")] ?? "<error>";
}

function describeTolerations(tolerations: readonly JsonValue[]): string[] {
  return under("  Tolerations", sortedBy(tolerations, "key").map(tolerationText));
}

function tolerationText(toleration: JsonValue): string {
  const [key, value, effect] = ["key", "value", "effect"].map((field) => textAt(toleration, field));
  const seconds = numberAt(toleration, "tolerationSeconds");
  const head = `${key}${value === "" ? "" : `=${value}`}${effect === "" ? "" : `:${effect}`}`;
  const isExists = textAt(toleration, "operator") === "Exists" && value === "";
  const exists = isExists ? `${head === "" ? "" : " "}op=Exists` : "";
  return `${head}${exists}${seconds === undefined ? "" : ` for ${seconds}s`}`;
}

function sortedBy(items: readonly JsonValue[], field: string): readonly JsonValue[] {
  const keyed = items.map((item) => ({ item, key: textAt(item, field) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key))).map(({ item }) => item);
}
