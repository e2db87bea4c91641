import type { NamesReport, SetNames } from "../../model/report.ts";
import type { RenderOptions } from "../renderer.ts";
import { drawFindings } from "./findings-text.ts";
import { drawTable } from "./table.ts";

/** Every name of every set as one table: kind, name, and what it belongs to. */
export function drawNamesReport(report: NamesReport, options: RenderOptions): string {
  const { theme, width } = options;
  const rows = report.sets.flatMap(namesOf);
  const errors = report.diagnostics.filter(({ severity }) => severity === "error");
  const table = rows.length === 0 ? [] : drawTable(["KIND", "NAME", "OF"], rows, { theme, width, indent: "" });
  const gap = table.length > 0 && errors.length > 0 ? [""] : [];
  return `${[...table, ...gap, ...drawFindings(errors, options)].join("\n").trimEnd()}\n`;
}

function namesOf({ pods, claims, serviceNames, governingService, statefulSet }: SetNames): string[][] {
  const owner = `${statefulSet.namespace}/${statefulSet.name}`;
  return [
    ...pods.map((pod) => ["pod", pod.name, owner]),
    ...pods.map((pod) => ["hostname", pod.hostname, pod.name]),
    ...serviceNames.a.map((name) => ["a", name, governingService.name]),
    ...pods.flatMap((pod) => pod.dns.a.map((name) => ["a", name, pod.name])),
    ...serviceNames.srv.map((name) => ["srv", name, governingService.name]),
    ...pods.flatMap((pod) => pod.dns.short.map((name) => ["short", name, pod.name])),
    ...claims.map((claim) => ["claim", claim.name, claim.pod]),
  ];
}
