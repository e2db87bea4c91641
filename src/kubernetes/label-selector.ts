import type { JsonObject } from "../model/json.ts";
import { listAt, textAt, textMapAt } from "../model/json-read.ts";

/** One requirement of a label selector, in the API's spelling of operators. */
export interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/** Looks one label up; undefined when it is not there. */
export type LabelLookup = (key: string) => string | undefined;

/**
 * `matchLabels` and `matchExpressions` of a selector as one list.
 * Mirrors: LabelSelectorAsSelector, k8s.io/apimachinery/pkg/apis/meta/v1 v1.37.0
 */
export function requirementsOf(selector: JsonObject): Requirement[] {
  const requirements: Requirement[] = [];
  for (const [key, value] of Object.entries(textMapAt(selector, "matchLabels"))) {
    requirements.push({ key, operator: "In", values: [value] });
  }
  for (const expression of listAt(selector, "matchExpressions")) {
    requirements.push({
      key: textAt(expression, "key"),
      operator: textAt(expression, "operator"),
      values: listAt(expression, "values").filter((value) => typeof value === "string"),
    });
  }
  return requirements;
}

export type Labels = Readonly<Record<string, string>>;

/** A plain selector, such as a Service's, as requirements. */
export function plainRequirements(labels: Labels): Requirement[] {
  return Object.entries(labels).map(([key, value]) => ({ key, operator: "In", values: [value] }));
}

/** True when the labels meet it. */
export function labelsMeet(requirement: Requirement, labels: Labels): boolean {
  return meets(requirement, Object.hasOwn(labels, requirement.key) ? labels[requirement.key] : undefined);
}

/** True when the labels meet all; an empty list matches everything. */
export function labelsMeetAll(requirements: readonly Requirement[], labels: Labels): boolean {
  return requirements.every((requirement) => labelsMeet(requirement, labels));
}

/** `labelsMeetAll` for labels that are no record. */
export function matchesLabels(requirements: readonly Requirement[], labelOf: LabelLookup): boolean {
  for (const requirement of requirements) {
    if (!meets(requirement, labelOf(requirement.key))) return false;
  }
  return true;
}

/** `NotIn` and `DoesNotExist` hold for a missing label. */
function meets(requirement: Requirement, value: string | undefined): boolean {
  switch (requirement.operator) {
    case "In":
      return value !== undefined && requirement.values.includes(value);
    case "NotIn":
      return value === undefined || !requirement.values.includes(value);
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
    default:
      return false;
  }
}
