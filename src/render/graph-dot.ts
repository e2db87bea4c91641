import type { EdgeState, RelationGraph } from "../model/relation-graph.ts";
import type { Renderer } from "./renderer.ts";

const STYLES: Readonly<Record<EdgeState, string>> = {
  holds: "",
  broken: ", style=dashed, color=red",
  unknown: ", style=dashed, color=grey",
};

/** A Graphviz digraph: one table an object, one row a field; a dashed red edge does not hold. */
export const dotRenderer: Renderer = {
  render: (report) => (report.kind === "GraphReport" ? drawDot(report.graph) : ""),
};

function drawDot(graph: RelationGraph): string {
  const lines = ["digraph relations {", "  rankdir=LR;", "  node [shape=plain, fontname=Helvetica, fontsize=11];"];
  for (const node of graph.nodes) {
    const title = escapeHtml(node.found ? node.title : `${node.title} (not in the input)`);
    const rows = node.fields.map(
      (field) => `<TR><TD PORT="${field.id}" ALIGN="LEFT">${escapeHtml(field.text)}</TD></TR>`,
    );
    const head = `<TR><TD BGCOLOR="${node.found ? "lightblue" : "lightgrey"}"><B>${title}</B></TD></TR>`;
    lines.push(
      `  ${node.id} [label=<<TABLE BORDER="0" CELLBORDER="1" CELLSPACING="0">${head}${rows.join("")}</TABLE>>];`,
    );
  }
  for (const { from, to, label, state } of graph.edges) {
    const text = state === "broken" ? `${label}: does not hold` : label;
    lines.push(`  ${port(from)} -> ${port(to)} [label=${quote(text)}${STYLES[state]}];`);
  }
  return `${lines.join("\n")}\n}\n`;
}

function port(field: string): string {
  return `${field.slice(0, field.indexOf("_"))}:${field}`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

function quote(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", " ")}"`;
}
