import { matchesLabels, type Requirement, requirementsOf } from "../kubernetes/label-selector.ts";
import type { InputObject, Inventory } from "../model/inventory.ts";
import { isObject, type JsonObject, type JsonValue } from "../model/json.ts";
import { listAt, objectAt, textAt, textMapAt, valueAt } from "../model/json-read.ts";
import type { GraphEdge, GraphField, GraphNode, RelationGraph } from "../model/relation-graph.ts";

interface Drawing {
  readonly inventory: Inventory;
  readonly nodes: Map<string, { node: GraphNode; fields: GraphField[] }>;
  readonly edges: GraphEdge[];
}

/**
 * The references between StatefulSets, their Pod templates and claim templates, Services, and the other objects
 * of the input that belong to them. A referred object that the input lacks is drawn as not found.
 */
export function relationGraph(inventory: Inventory): RelationGraph {
  const drawing: Drawing = { inventory, nodes: new Map(), edges: [] };
  for (const object of inventory.objects) {
    if (object.gvk === "apps/v1 StatefulSet") drawSet(drawing, object);
  }
  for (const object of inventory.objects) {
    if (object.gvk === "v1 Service") drawServiceSelector(drawing, object);
    if (object.gvk === "policy/v1 PodDisruptionBudget") drawBudget(drawing, object);
    if (object.gvk.endsWith(" HorizontalPodAutoscaler")) drawAutoscaler(drawing, object);
  }
  return { nodes: [...drawing.nodes.values()].map(({ node }) => node), edges: drawing.edges };
}

function drawSet(drawing: Drawing, set: InputObject): void {
  const spec = objectAt(set.stored, "spec");
  const title = `StatefulSet ${set.namespace}/${set.name}`;
  const template = `Pod template of ${title}`;
  const labels = textMapAt(spec, "template", "metadata", "labels");
  const selector = objectAt(spec, "selector");
  const labelField = field(drawing, template, `labels: ${showLabels(labels)}`);
  edge(drawing, {
    from: field(drawing, title, `spec.selector: ${showSelector(requirementsOf(selector))}`),
    to: labelField,
    label: "selects",
    holds: matchesLabels(requirementsOf(selector), (key) => labels[key]),
  });
  const serviceName = textAt(spec, "serviceName");
  if (serviceName !== "") {
    edge(drawing, {
      from: field(drawing, title, `spec.serviceName: ${serviceName}`),
      to: field(drawing, `Service ${set.namespace}/${serviceName}`, `metadata.name: ${serviceName}`),
      label: "governing Service",
      holds: find(drawing, "v1 Service", set.namespace, serviceName) !== undefined,
    });
  }
  drawVolumes(drawing, set, template);
}

/** Mounts → volumes or claim templates → ConfigMaps, Secrets, claims, StorageClasses. */
function drawVolumes(drawing: Drawing, set: InputObject, template: string): void {
  const podSpec = objectAt(set.stored, "spec", "template", "spec");
  const volumes = new Map<string, string>();
  for (const volume of listAt(podSpec, "volumes").filter(isObject)) {
    const name = textAt(volume, "name");
    volumes.set(name, field(drawing, template, `volumes: ${name}`));
    drawVolumeSource(drawing, { volume, from: volumes.get(name) ?? "", namespace: set.namespace });
  }
  for (const claim of listAt(set.stored, "spec", "volumeClaimTemplates")) {
    const name = textAt(claim, "metadata", "name");
    const title = `Claim template ${name} of StatefulSet ${set.namespace}/${set.name}`;
    volumes.set(name, field(drawing, title, `metadata.name: ${name}`));
    drawStorageClass(drawing, title, textAt(claim, "spec", "storageClassName"));
  }
  for (const { container, name } of containersOf(podSpec)) {
    for (const mount of [...listAt(container, "volumeMounts"), ...listAt(container, "volumeDevices")]) {
      const volume = textAt(mount, "name");
      const path = textAt(mount, "mountPath") || textAt(mount, "devicePath");
      const to = volumes.get(volume) ?? field(drawing, `Volume ${volume}`, `name: ${volume}`);
      edge(drawing, {
        from: field(drawing, template, `containers[${name}].volumeMounts: ${volume}`),
        to,
        label: path,
        holds: volumes.has(volume),
      });
    }
  }
}

function containersOf(podSpec: JsonObject): { container: JsonValue; name: string }[] {
  return [...listAt(podSpec, "initContainers"), ...listAt(podSpec, "containers")].map((container) => ({
    container,
    name: textAt(container, "name"),
  }));
}

const VOLUME_TARGETS: readonly (readonly [source: string, key: string, gvk: string])[] = [
  ["configMap", "name", "v1 ConfigMap"],
  ["secret", "secretName", "v1 Secret"],
  ["persistentVolumeClaim", "claimName", "v1 PersistentVolumeClaim"],
];

function drawVolumeSource(
  drawing: Drawing,
  { volume, from, namespace }: { volume: JsonObject; from: string; namespace: string },
): void {
  for (const [source, key, gvk] of VOLUME_TARGETS) {
    const name = textAt(volume, source, key);
    if (name === "") continue;
    const kind = gvk.split(" ").at(-1) ?? gvk;
    const to = field(drawing, `${kind} ${namespace}/${name}`, `metadata.name: ${name}`);
    edge(drawing, { from, to, label: `${source}.${key}`, holds: find(drawing, gvk, namespace, name) !== undefined });
  }
}

function drawStorageClass(drawing: Drawing, title: string, name: string): void {
  if (name === "") return;
  edge(drawing, {
    from: field(drawing, title, `spec.storageClassName: ${name}`),
    to: field(drawing, `StorageClass ${name}`, `metadata.name: ${name}`),
    label: "class",
    holds: find(drawing, "storage.k8s.io/v1 StorageClass", "", name) !== undefined,
  });
}

function drawServiceSelector(drawing: Drawing, service: InputObject): void {
  const selector = textMapAt(service.stored, "spec", "selector");
  const requirements = Object.entries(selector).map(([key, value]) => ({ key, operator: "In", values: [value] }));
  const title = `Service ${service.namespace}/${service.name}`;
  for (const set of setsOf(drawing, service.namespace)) {
    const governing = textAt(set.stored, "spec", "serviceName") === service.name;
    const labels = textMapAt(set.stored, "spec", "template", "metadata", "labels");
    const holds = requirements.length > 0 && matchesLabels(requirements, (key) => labels[key]);
    if (!holds && !governing) continue;
    const template = `Pod template of StatefulSet ${set.namespace}/${set.name}`;
    edge(drawing, {
      from: field(drawing, title, `spec.selector: ${showLabels(selector)}`),
      to: field(drawing, template, `labels: ${showLabels(labels)}`),
      label: "selects",
      holds,
    });
    drawPorts(drawing, { service, title, template, podSpec: objectAt(set.stored, "spec", "template", "spec") });
  }
}

function drawPorts(
  drawing: Drawing,
  { service, title, template, podSpec }: { service: InputObject; title: string; template: string; podSpec: JsonObject },
): void {
  const declared = containersOf(podSpec).flatMap(({ container, name }) =>
    listAt(container, "ports").map((port) => ({ port, name })),
  );
  for (const port of listAt(service.stored, "spec", "ports")) {
    const target = valueAt(port, "targetPort") ?? valueAt(port, "port");
    const match = declared.find(
      ({ port: own }) => valueAt(own, "name") === target || valueAt(own, "containerPort") === target,
    );
    if (!match && typeof target !== "string") continue;
    edge(drawing, {
      from: field(drawing, title, `spec.ports.targetPort: ${String(target)}`),
      to: field(
        drawing,
        template,
        match ? `containers[${match.name}].ports: ${showPort(match.port)}` : `ports: no ${String(target)}`,
      ),
      label: "port",
      holds: match !== undefined,
    });
  }
}

function drawBudget(drawing: Drawing, budget: InputObject): void {
  const requirements = requirementsOf(objectAt(budget.stored, "spec", "selector"));
  for (const set of setsOf(drawing, budget.namespace)) {
    const labels = textMapAt(set.stored, "spec", "template", "metadata", "labels");
    if (!matchesLabels(requirements, (key) => labels[key])) continue;
    edge(drawing, {
      from: field(
        drawing,
        `PodDisruptionBudget ${budget.namespace}/${budget.name}`,
        `spec.selector: ${showSelector(requirements)}`,
      ),
      to: field(drawing, `Pod template of StatefulSet ${set.namespace}/${set.name}`, `labels: ${showLabels(labels)}`),
      label: "guards against evictions",
      holds: true,
    });
  }
}

function drawAutoscaler(drawing: Drawing, autoscaler: InputObject): void {
  const target = objectAt(autoscaler.stored, "spec", "scaleTargetRef");
  if (textAt(target, "kind") !== "StatefulSet") return;
  const name = textAt(target, "name");
  edge(drawing, {
    from: field(
      drawing,
      `HorizontalPodAutoscaler ${autoscaler.namespace}/${autoscaler.name}`,
      `spec.scaleTargetRef: ${name}`,
    ),
    to: field(drawing, `StatefulSet ${autoscaler.namespace}/${name}`, "spec.replicas"),
    label: "scales",
    holds: find(drawing, "apps/v1 StatefulSet", autoscaler.namespace, name) !== undefined,
  });
}

function setsOf(drawing: Drawing, namespace: string): InputObject[] {
  return drawing.inventory.objects.filter((o) => o.gvk === "apps/v1 StatefulSet" && o.namespace === namespace);
}

function find(drawing: Drawing, gvk: string, namespace: string, name: string): InputObject | undefined {
  return drawing.inventory.objects.find(
    (o) => o.gvk === gvk && o.name === name && (o.namespace === namespace || namespace === ""),
  );
}

/** The id of the field with this text; node and field come into being when first named. */
function field(drawing: Drawing, title: string, text: string): string {
  let entry = drawing.nodes.get(title);
  if (!entry) {
    const fields: GraphField[] = [];
    const node = { id: `n${drawing.nodes.size}`, title, found: isFound(drawing, title), fields };
    entry = { node, fields };
    drawing.nodes.set(title, entry);
  }
  const existing = entry.fields.find((known) => known.text === text);
  if (existing) return existing.id;
  const id = `${entry.node.id}_f${entry.fields.length}`;
  entry.fields.push({ id, text });
  return id;
}

function isFound(drawing: Drawing, title: string): boolean {
  if (title.includes(" of StatefulSet ")) return true;
  const [kind = "", identity = ""] = title.split(" ");
  return drawing.inventory.objects.some(
    (o) => o.gvk.endsWith(` ${kind}`) && (identity === `${o.namespace}/${o.name}` || identity === o.name),
  );
}

function edge(drawing: Drawing, added: GraphEdge): void {
  const known = drawing.edges.some((e) => e.from === added.from && e.to === added.to && e.label === added.label);
  if (!known) drawing.edges.push(added);
}

function showLabels(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return pairs.length > 0 ? pairs.join(", ") : "none";
}

function showSelector(requirements: readonly Requirement[]): string {
  return requirements
    .map(({ key, operator, values }) =>
      operator === "In" && values.length === 1
        ? `${key}=${values[0]}`
        : `${key} ${operator} ${values.join("|")}`.trim(),
    )
    .join(", ");
}

function showPort(port: JsonValue): string {
  const name = textAt(port, "name");
  const number = String(valueAt(port, "containerPort"));
  return name === "" ? number : `${name} (${number})`;
}
