import type { RelationGraph } from "../model/relation-graph.ts";
import type { Renderer } from "./renderer.ts";

/** A Mermaid flowchart: one subgraph an object, one box a field; a dotted edge does not hold, or leaves the input. */
export const mermaidRenderer: Renderer = {
  render: (report) => (report.kind === "GraphReport" ? drawMermaid(report.graph) : ""),
};

function drawMermaid(graph: RelationGraph): string {
  const lines = ["flowchart LR"];
  for (const node of graph.nodes) {
    lines.push(
      `  subgraph ${node.id}["${escapeMermaid(node.found ? node.title : `${node.title} (not in the input)`)}"]`,
    );
    for (const field of node.fields) lines.push(`    ${field.id}["${escapeMermaid(field.text)}"]`);
    lines.push("  end");
  }
  for (const { from, to, label, state } of graph.edges) {
    const text = escapeMermaid(state === "broken" ? `${label}: does not hold` : label);
    const arrow = state === "holds" ? "-->" : "-.->";
    lines.push(`  ${from} ${arrow}${text === "" ? "" : `|"${text}"|`} ${to}`);
  }
  return `${lines.join("\n")}\n`;
}

/** Mermaid takes character codes for what would end a text or start a tag. */
function escapeMermaid(text: string): string {
  return text.replaceAll(/[\r\n\t]/g, " ").replaceAll(/[#"<>&|[\]{}`]/g, (char) => `#${char.charCodeAt(0)};`);
}
