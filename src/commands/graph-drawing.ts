import type { InputObject } from "../model/inventory.ts";
import type { GraphEdge, GraphField, GraphNode, RelationGraph } from "../model/relation-graph.ts";
import type { ObjectIndex } from "./object-index.ts";

/** A node by its title. */
export interface GraphPlace {
  readonly title: string;
  readonly found: boolean;
}

/** One set on the drawing: what its parts are called there. */
export interface DrawnSet {
  readonly set: InputObject;
  readonly drawing: GraphDrawing;
  readonly index: ObjectIndex;
  readonly owner: GraphPlace;
  readonly template: GraphPlace;
}

/** A graph in the making: nodes and fields come into being when they are first named, edges are kept once. */
export interface GraphDrawing {
  /** The id of a field of a node. `found` counts when the node is new. */
  field(place: GraphPlace, text: string): string;
  edge(added: GraphEdge): void;
  finish(): RelationGraph;
}

interface OpenNode {
  readonly node: GraphNode;
  readonly fields: GraphField[];
  readonly ids: Map<string, string>;
}

/** An empty drawing; its cost grows with what is drawn. */
export function startDrawing(): GraphDrawing {
  const nodes = new Map<string, OpenNode>();
  const edges = new Map<string, GraphEdge>();
  return {
    field: ({ title, found }, text) => {
      const open = nodes.get(title) ?? openNode(`n${nodes.size}`, title, found);
      nodes.set(title, open);
      const known = open.ids.get(text);
      if (known !== undefined) return known;
      const id = `${open.node.id}_f${open.fields.length}`;
      open.fields.push({ id, text });
      open.ids.set(text, id);
      return id;
    },
    edge: (added) => {
      const key = `${added.from} ${added.to} ${added.label}`;
      if (!edges.has(key)) edges.set(key, added);
    },
    finish: () => ({ nodes: [...nodes.values()].map(({ node }) => node), edges: [...edges.values()] }),
  };
}

function openNode(id: string, title: string, found: boolean): OpenNode {
  const fields: GraphField[] = [];
  return { node: { id, title, found, fields }, fields, ids: new Map() };
}
