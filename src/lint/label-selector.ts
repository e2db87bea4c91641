import { matchesLabels, meets, type Requirement } from "../kubernetes/label-selector.ts";

export type Labels = Readonly<Record<string, string>>;

/** A plain selector, such as a Service's, as requirements. */
export function plainRequirements(labels: Labels): Requirement[] {
  return Object.entries(labels).map(([key, value]) => ({ key, operator: "In", values: [value] }));
}

/** True when the labels meet it. */
export function labelsMeet(requirement: Requirement, labels: Labels): boolean {
  return meets(requirement, Object.hasOwn(labels, requirement.key) ? labels[requirement.key] : undefined);
}

/** True when all hold; an empty list matches everything. */
export function labelsMeetAll(requirements: readonly Requirement[], labels: Labels): boolean {
  return matchesLabels(requirements, (key) => (Object.hasOwn(labels, key) ? labels[key] : undefined));
}
