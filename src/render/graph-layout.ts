import type { GraphEdge, GraphNode, RelationGraph } from "../model/relation-graph.ts";

export const HEAD = 26;
export const ROW = 20;
const LEAST_GAP = 70;
const GAP_Y = 24;
const LANE = 18;
const MARGIN = 20;
const CHAR = 7;
const LABEL_CHAR = 6;

/** All lengths in pixels, from the top left corner. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly wires: readonly Wire[];
}

export interface Box {
  readonly node: GraphNode;
  readonly title: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** An edge in its place. */
export interface Wire {
  readonly edge: GraphEdge;
  readonly text: string;
  readonly start: Point;
  readonly end: Point;
  /** Height of the lane below all boxes that it takes; undefined for a way straight into the next column. */
  readonly lane: number | undefined;
}

/**
 * Boxes in columns by how far they are from what refers first; gaps as wide as the texts in them; what does not lead
 * from one column into the next goes below the boxes, so that no line crosses one.
 */
export function layOut(graph: RelationGraph): Layout {
  const columns = columnsOf(graph);
  const boxes = placeBoxes(graph, columns);
  const bottom = Math.max(0, ...boxes.map((box) => box.y + box.height));
  const rows = rowsOf(boxes);
  const wires: Wire[] = [];
  let lane = bottom + LANE;
  for (const edge of graph.edges) {
    const [from, to] = [rows.get(edge.from), rows.get(edge.to)];
    if (!from || !to) continue;
    const start = { x: from.box.x + from.box.width, y: from.y };
    const end = { x: to.box.x, y: to.y };
    const isStraight = columnOf(columns, edge.to) === columnOf(columns, edge.from) + 1;
    wires.push({ edge, text: textOf(edge), start, end, lane: isStraight ? undefined : lane });
    if (!isStraight) lane += LANE;
  }
  const width = Math.max(0, ...boxes.map((box) => box.x + box.width)) + MARGIN;
  return { width: width + MARGIN, height: lane, boxes, wires };
}

/** Longest way from a node that nobody refers to; a cycle is cut after as many steps as there are nodes. */
function columnsOf(graph: RelationGraph): Map<string, number> {
  const columns = new Map(graph.nodes.map((node) => [node.id, 0]));
  for (let round = 0; round < graph.nodes.length; round++) {
    let hasMoved = false;
    for (const edge of graph.edges) {
      const [from, to] = [nodeOf(edge.from), nodeOf(edge.to)];
      const wanted = (columns.get(from) ?? 0) + 1;
      if (from === to || (columns.get(to) ?? 0) >= wanted || wanted >= graph.nodes.length) continue;
      columns.set(to, wanted);
      hasMoved = true;
    }
    if (!hasMoved) break;
  }
  return columns;
}

function placeBoxes(graph: RelationGraph, columns: ReadonlyMap<string, number>): Box[] {
  const widths: number[] = [];
  const gaps: number[] = [];
  for (const node of graph.nodes) {
    const at = columns.get(node.id) ?? 0;
    widths[at] = Math.max(widths[at] ?? 0, widthOf(node));
  }
  for (const edge of graph.edges) {
    const at = columnOf(columns, edge.from);
    if (columnOf(columns, edge.to) !== at + 1) continue;
    gaps[at] = Math.max(gaps[at] ?? LEAST_GAP, LABEL_CHAR * textOf(edge).length + LEAST_GAP);
  }
  const lefts: number[] = [];
  let left = 2 * MARGIN;
  for (const [at, width] of widths.entries()) {
    lefts.push(left);
    left += width + (gaps[at] ?? LEAST_GAP);
  }
  const tops: number[] = [];
  return graph.nodes.map((node) => {
    const at = columns.get(node.id) ?? 0;
    const y = tops[at] ?? MARGIN;
    const height = HEAD + ROW * node.fields.length;
    tops[at] = y + height + GAP_Y;
    return { node, title: titleOf(node), x: lefts[at] ?? 0, y, width: widths[at] ?? 0, height };
  });
}

/** The middle of each field's row, by field. */
function rowsOf(boxes: readonly Box[]): Map<string, { readonly box: Box; readonly y: number }> {
  const rows = new Map<string, { box: Box; y: number }>();
  for (const box of boxes) {
    for (const [row, { id }] of box.node.fields.entries()) rows.set(id, { box, y: box.y + HEAD + ROW * (row + 0.5) });
  }
  return rows;
}

function widthOf(node: GraphNode): number {
  return CHAR * Math.max(titleOf(node).length + 1, ...node.fields.map((field) => field.text.length)) + 16;
}

function titleOf({ title, found }: GraphNode): string {
  return found ? title : `${title} (not in the input)`;
}

function textOf({ label, state }: GraphEdge): string {
  return state === "broken" ? `${label}: does not hold` : label;
}

function columnOf(columns: ReadonlyMap<string, number>, field: string): number {
  return columns.get(nodeOf(field)) ?? 0;
}

function nodeOf(field: string): string {
  return field.slice(0, field.indexOf("_"));
}
