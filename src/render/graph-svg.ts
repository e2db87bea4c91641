import type { GraphEdge, GraphNode, RelationGraph } from "../model/relation-graph.ts";

const ROW = 20;
const HEAD = 26;
const GAP_X = 150;
const GAP_Y = 24;
const CHAR = 7;
const MARGIN = 20;

/** XML has no place for these. */
const CONTROL = /\p{Cc}/gu;

interface Box {
  readonly node: GraphNode;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A self-contained picture: boxes in columns by how far they are from what refers first, curves between rows. */
export function renderSvg(graph: RelationGraph): string {
  const boxes = layOut(graph);
  const width = Math.max(0, ...boxes.map((box) => box.x + box.width)) + MARGIN;
  const height = Math.max(0, ...boxes.map((box) => box.y + box.height)) + MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="Helvetica, Arial, sans-serif" font-size="12">`,
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>',
    `<rect width="${width}" height="${height}" fill="white"/>`,
    ...boxes.map(drawBox),
    ...graph.edges.map((edge) => drawEdge(edge, boxes)),
    "</svg>\n",
  ].join("\n");
}

function layOut(graph: RelationGraph): Box[] {
  const column = columns(graph);
  const heights = new Map<number, number>();
  const widths = new Map<number, number>();
  for (const node of graph.nodes) {
    const at = column.get(node.id) ?? 0;
    widths.set(at, Math.max(widths.get(at) ?? 0, widthOf(node)));
  }
  return graph.nodes.map((node) => {
    const at = column.get(node.id) ?? 0;
    let x = MARGIN;
    for (let left = 0; left < at; left++) x += (widths.get(left) ?? 0) + GAP_X;
    const y = heights.get(at) ?? MARGIN;
    const height = HEAD + ROW * node.fields.length;
    heights.set(at, y + height + GAP_Y);
    return { node, x, y, width: widths.get(at) ?? 0, height };
  });
}

/** Longest way from a node that nobody refers to; a cycle is cut after as many steps as there are nodes. */
function columns(graph: RelationGraph): Map<string, number> {
  const column = new Map(graph.nodes.map((node) => [node.id, 0]));
  for (let round = 0; round < graph.nodes.length; round++) {
    let moved = false;
    for (const edge of graph.edges) {
      const [from, to] = [nodeOf(edge.from), nodeOf(edge.to)];
      const wanted = (column.get(from) ?? 0) + 1;
      if (from === to || (column.get(to) ?? 0) >= wanted || wanted >= graph.nodes.length) continue;
      column.set(to, wanted);
      moved = true;
    }
    if (!moved) break;
  }
  return column;
}

function widthOf(node: GraphNode): number {
  return CHAR * Math.max(titleOf(node).length + 1, ...node.fields.map((field) => field.text.length)) + 16;
}

function titleOf(node: GraphNode): string {
  return node.found ? node.title : `${node.title} (not in the input)`;
}

function drawBox({ node, x, y, width, height }: Box): string {
  const rows = node.fields.map(
    (field, index) => `<text x="${x + 8}" y="${y + HEAD + ROW * index + 14}">${escapeXml(field.text)}</text>`,
  );
  const dash = node.found ? "" : ' stroke-dasharray="4 3"';
  return [
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="white" stroke="#444"${dash}/>`,
    `<rect x="${x}" y="${y}" width="${width}" height="${HEAD - 4}" fill="${node.found ? "#cfe2f3" : "#eeeeee"}" stroke="#444"${dash}/>`,
    `<text x="${x + 8}" y="${y + 15}" font-weight="bold">${escapeXml(titleOf(node))}</text>`,
    ...rows,
  ].join("\n");
}

function drawEdge(edge: GraphEdge, boxes: readonly Box[]): string {
  const from = anchor(edge.from, boxes);
  const to = anchor(edge.to, boxes);
  if (!from || !to) return "";
  const start = { x: from.box.x + from.box.width, y: from.y };
  const end = { x: to.box.x > from.box.x ? to.box.x : to.box.x + to.box.width, y: to.y };
  const bend = Math.max(40, Math.abs(end.x - start.x) / 2);
  const turn = to.box.x > from.box.x ? end.x - bend : end.x + bend;
  const colour = edge.holds ? "#2b6a2b" : "#c00000";
  const dash = edge.holds ? "" : ' stroke-dasharray="5 4"';
  const label = edge.holds ? edge.label : `${edge.label}: does not hold`;
  return [
    `<path d="M${start.x} ${start.y}C${start.x + bend} ${start.y} ${turn} ${end.y} ${end.x} ${end.y}" fill="none" stroke="${colour}"${dash} marker-end="url(#arrow)"/>`,
    `<text x="${(start.x + end.x) / 2}" y="${(start.y + end.y) / 2 - 4}" text-anchor="middle" fill="${colour}" font-size="10">${escapeXml(label)}</text>`,
  ].join("\n");
}

function anchor(field: string, boxes: readonly Box[]): { box: Box; y: number } | undefined {
  const box = boxes.find(({ node }) => node.id === nodeOf(field));
  if (!box) return undefined;
  const row = box.node.fields.findIndex(({ id }) => id === field);
  return { box, y: box.y + HEAD + ROW * row + ROW / 2 };
}

function nodeOf(field: string): string {
  return field.slice(0, field.indexOf("_"));
}

function escapeXml(text: string): string {
  return text
    .replaceAll(CONTROL, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
