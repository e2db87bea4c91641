import type { RelationGraph } from "../model/relation-graph.ts";

/** A Mermaid flowchart: one subgraph an object, one box a field; a dotted edge does not hold. */
export function renderMermaid(graph: RelationGraph): string {
  const lines = ["flowchart LR"];
  for (const node of graph.nodes) {
    lines.push(
      `  subgraph ${node.id}["${escapeMermaid(node.found ? node.title : `${node.title} (not in the input)`)}"]`,
    );
    for (const field of node.fields) lines.push(`    ${field.id}["${escapeMermaid(field.text)}"]`);
    lines.push("  end");
  }
  for (const { from, to, label, holds } of graph.edges) {
    const text = escapeMermaid(holds ? label : `${label}: does not hold`);
    lines.push(holds ? `  ${from} -->|"${text}"| ${to}` : `  ${from} -.->|"${text}"| ${to}`);
  }
  return `${lines.join("\n")}\n`;
}

/** Mermaid takes character codes for what would end a text or start a tag. */
function escapeMermaid(text: string): string {
  return text.replaceAll(/[\r\n\t]/g, " ").replaceAll(/[#"<>&|[\]{}`]/g, (char) => `#${char.charCodeAt(0)};`);
}
