import type { EdgeState, RelationGraph } from "../model/relation-graph.ts";
import { type Box, HEAD, layOut, ROW, type Wire } from "./graph-layout.ts";
import type { Renderer } from "./renderer.ts";

const COLOURS: Readonly<Record<EdgeState, string>> = { holds: "#2b6a2b", broken: "#c00000", unknown: "#666666" };

/** XML has no place for these. */
const CONTROL = /\p{Cc}/gu;

/** A self-contained picture: one box an object, one row a field, arrows between rows. */
export const svgRenderer: Renderer = {
  render: (report) => (report.kind === "GraphReport" ? drawSvg(report.graph) : ""),
};

function drawSvg(graph: RelationGraph): string {
  const { width, height, boxes, wires } = layOut(graph);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="Helvetica, Arial, sans-serif" font-size="12">`,
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>',
    `<rect width="${width}" height="${height}" fill="white"/>`,
    ...boxes.map(drawBox),
    ...wires.map(drawWire),
    "</svg>\n",
  ].join("\n");
}

function drawBox({ node, title, x, y, width, height }: Box): string {
  const rows = node.fields.map(
    (field, index) => `<text x="${x + 8}" y="${y + HEAD + ROW * index + 14}">${escapeXml(field.text)}</text>`,
  );
  const dash = node.found ? "" : ' stroke-dasharray="4 3"';
  return [
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="white" stroke="#444"${dash}/>`,
    `<rect x="${x}" y="${y}" width="${width}" height="${HEAD - 4}" fill="${node.found ? "#cfe2f3" : "#eeeeee"}" stroke="#444"${dash}/>`,
    `<text x="${x + 8}" y="${y + 15}" font-weight="bold">${escapeXml(title)}</text>`,
    ...rows,
  ].join("\n");
}

function drawWire({ edge, text, start, end, lane }: Wire): string {
  const colour = COLOURS[edge.state];
  const dash = edge.state === "holds" ? "" : ' stroke-dasharray="5 4"';
  const label =
    lane === undefined ? { x: start.x + 6, y: start.y - 4 } : { x: bendOf(lane) + start.x + 6, y: lane - 4 };
  return [
    `<path d="${wayOf({ start, end, lane })}" fill="none" stroke="${colour}"${dash} marker-end="url(#arrow)"/>`,
    `<text x="${label.x}" y="${label.y}" fill="${colour}" font-size="10">${escapeXml(text)}</text>`,
  ].join("\n");
}

/** A curve into the next column, or out, along the lane, and in. */
function wayOf({ start, end, lane }: Pick<Wire, "start" | "end" | "lane">): string {
  const from = `M${start.x} ${start.y}`;
  if (lane === undefined) {
    const bend = (end.x - start.x) / 2;
    return `${from}C${start.x + bend} ${start.y} ${end.x - bend} ${end.y} ${end.x} ${end.y}`;
  }
  const [out, back] = [start.x + bendOf(lane), end.x - bendOf(lane)];
  return `${from}H${out - 6}Q${out} ${start.y} ${out} ${start.y + 6}V${lane}H${back}V${end.y + 6}Q${back} ${end.y} ${back + 6} ${end.y}H${end.x}`;
}

/** How far from its box a wire turns: lanes beside each other do not turn in one place. */
function bendOf(lane: number): number {
  return 12 + (lane % 5) * 8;
}

function escapeXml(text: string): string {
  return text
    .replaceAll(CONTROL, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
