import type { Plan, PlannedPod } from "../../model/report.ts";
import type { PlanTextOptions } from "./plan-text.ts";
import { type Cell, drawTable, shorten } from "./table.ts";

interface Column {
  readonly heading: string;
  readonly cell: (pod: PlannedPod) => string;
  readonly onlyWide?: true;
}

const COLUMNS: readonly Column[] = [
  { heading: "POD", cell: (pod) => pod.name },
  { heading: "ORDINAL", cell: (pod) => String(pod.ordinal), onlyWide: true },
  { heading: "HOSTNAME", cell: (pod) => pod.hostname },
  { heading: "SUBDOMAIN", cell: (pod) => pod.subdomain, onlyWide: true },
  { heading: "REVISION", cell: (pod) => pod.revision, onlyWide: true },
  { heading: "DNS NAME", cell: (pod) => pod.dns.a.join(",") || "none" },
  { heading: "SHORT NAMES", cell: (pod) => pod.dns.short.join(",") || "none", onlyWide: true },
  { heading: "CLAIMS", cell: (pod) => pod.claims.join(",") || "none" },
];

/** The Pods at the end of the plan. */
export function drawPods({ pods }: Plan, options: PlanTextOptions): string[] {
  if (pods.length === 0) return ["  No Pods.", ""];
  const { theme, width, isWide, verbosity } = options;
  const columns = COLUMNS.filter((column) => isWide || column.onlyWide !== true);
  const { head, hidden, tail } = shorten(pods, isWide || verbosity === "verbose");
  const row = (pod: PlannedPod): Cell[] =>
    columns.map((column, index) => (index === 0 ? { text: column.cell(pod), role: "name" } : column.cell(pod)));
  const more: Cell[] = columns.map((_, index) => (index === 0 ? `(${hidden} more)` : ""));
  const rows = hidden === 0 ? head.map(row) : [...head.map(row), more, ...tail.map(row)];
  const headings = columns.map((column) => column.heading);
  return [...drawTable(headings, rows, { theme, width, indent: "  " }), ""];
}
