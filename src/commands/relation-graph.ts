import { labelsMeetAll, type Requirement, requirementsOf } from "../kubernetes/label-selector.ts";
import type { InputObject } from "../model/inventory.ts";
import type { JsonValue } from "../model/json.ts";
import { listAt, objectAt, textAt, textMapAt, valueAt } from "../model/json-read.ts";
import type { RelationGraph } from "../model/relation-graph.ts";
import { containersOf, drawConfiguration } from "./config-relations.ts";
import { type DrawnSet, type GraphPlace, startDrawing } from "./graph-drawing.ts";
import type { ObjectIndex } from "./object-index.ts";
import { drawVolumes } from "./volume-relations.ts";

/**
 * The references between StatefulSets, their Pod templates and claim templates, Services, and the other objects
 * of the input that belong to them. An object that is referred to and not in the input is drawn as not found.
 */
export function relationGraph(sets: readonly InputObject[], index: ObjectIndex): RelationGraph {
  const drawing = startDrawing();
  for (const set of sets) {
    const title = `StatefulSet ${set.namespace}/${set.name}`;
    const template = { title: `Pod template of ${title}`, found: true } as const;
    const drawn: DrawnSet = { set, drawing, index, owner: { title, found: true }, template };
    drawSet(drawn);
    drawVolumes(drawn);
    drawConfiguration(drawn);
    for (const service of index.inNamespace("v1 Service", set.namespace)) drawService(drawn, service);
    for (const budget of index.inNamespace("policy/v1 PodDisruptionBudget", set.namespace)) drawBudget(drawn, budget);
    for (const version of ["v2", "v1"]) {
      const gvk = `autoscaling/${version} HorizontalPodAutoscaler`;
      for (const autoscaler of index.inNamespace(gvk, set.namespace)) drawAutoscaler(drawn, autoscaler);
    }
  }
  return drawing.finish();
}

function drawSet({ set, drawing, index, owner, template }: DrawnSet): void {
  const selector = requirementsOf(objectAt(set.stored, "spec", "selector"));
  const labels = templateLabels(set);
  drawing.edge({
    from: drawing.field(owner, `spec.selector: ${showSelector(selector)}`),
    to: drawing.field(template, `labels: ${showLabels(labels)}`),
    label: "selects",
    state: labelsMeetAll(selector, labels) ? "holds" : "broken",
  });
  const serviceName = textAt(set.stored, "spec", "serviceName");
  if (serviceName === "") return;
  const found = index.find("v1 Service", set.namespace, serviceName) !== undefined;
  const service = { title: `Service ${set.namespace}/${serviceName}`, found };
  drawing.edge({
    from: drawing.field(owner, `spec.serviceName: ${serviceName}`),
    to: drawing.field(service, `metadata.name: ${serviceName}`),
    label: "governing Service",
    state: found ? "holds" : "unknown",
  });
}

/** A Service that selects the Pods, or should: the governing one. */
function drawService(drawn: DrawnSet, service: InputObject): void {
  const { set, drawing, template } = drawn;
  const selector = textMapAt(service.stored, "spec", "selector");
  const labels = templateLabels(set);
  const pairs = Object.entries(selector);
  const holds = pairs.length > 0 && pairs.every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value);
  if (!holds && textAt(set.stored, "spec", "serviceName") !== service.name) return;
  const place = { title: `Service ${service.namespace}/${service.name}`, found: true };
  drawing.edge({
    from: drawing.field(place, `spec.selector: ${showLabels(selector)}`),
    to: drawing.field(template, `labels: ${showLabels(labels)}`),
    label: "selects",
    state: holds ? "holds" : "broken",
  });
  drawPorts(drawn, service, place);
}

function drawPorts({ set, drawing, template }: DrawnSet, service: InputObject, place: GraphPlace): void {
  const declared = containersOf(set.stored).flatMap(({ container, name }) =>
    listAt(container, "ports").map((port) => ({ port, name })),
  );
  for (const port of listAt(service.stored, "spec", "ports")) {
    const target = valueAt(port, "targetPort") ?? valueAt(port, "port");
    const match = declared.find(
      ({ port: own }) => valueAt(own, "name") === target || valueAt(own, "containerPort") === target,
    );
    // A port by number reaches the container whether it is declared or not.
    if (!match && typeof target !== "string") continue;
    const goal = match ? `containers[${match.name}].ports: ${showPort(match.port)}` : `ports: no ${String(target)}`;
    drawing.edge({
      from: drawing.field(place, `spec.ports.targetPort: ${String(target)}`),
      to: drawing.field(template, goal),
      label: "port",
      state: match ? "holds" : "broken",
    });
  }
}

function drawBudget({ set, drawing, template }: DrawnSet, budget: InputObject): void {
  const selector = requirementsOf(objectAt(budget.stored, "spec", "selector"));
  const labels = templateLabels(set);
  if (!labelsMeetAll(selector, labels)) return;
  const place = { title: `PodDisruptionBudget ${budget.namespace}/${budget.name}`, found: true };
  drawing.edge({
    from: drawing.field(place, `spec.selector: ${showSelector(selector)}`),
    to: drawing.field(template, `labels: ${showLabels(labels)}`),
    label: "guards against evictions",
    state: "holds",
  });
}

function drawAutoscaler({ set, drawing, owner }: DrawnSet, autoscaler: InputObject): void {
  const target = objectAt(autoscaler.stored, "spec", "scaleTargetRef");
  if (textAt(target, "kind") !== "StatefulSet" || textAt(target, "name") !== set.name) return;
  const place = { title: `HorizontalPodAutoscaler ${autoscaler.namespace}/${autoscaler.name}`, found: true };
  drawing.edge({
    from: drawing.field(place, `spec.scaleTargetRef: ${set.name}`),
    to: drawing.field(owner, "spec.replicas"),
    label: "scales",
    state: "holds",
  });
}

function templateLabels(set: InputObject): Readonly<Record<string, string>> {
  return textMapAt(set.stored, "spec", "template", "metadata", "labels");
}

function showLabels(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return pairs.length > 0 ? pairs.join(", ") : "none";
}

function showSelector(requirements: readonly Requirement[]): string {
  const parts = requirements.map(({ key, operator, values }) =>
    operator === "In" && values.length === 1 ? `${key}=${values[0]}` : `${key} ${operator} ${values.join("|")}`.trim(),
  );
  return parts.length > 0 ? parts.join(", ") : "everything";
}

function showPort(port: JsonValue): string {
  const name = textAt(port, "name");
  const number = String(valueAt(port, "containerPort"));
  return name === "" ? number : `${name} (${number})`;
}
