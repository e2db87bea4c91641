import type { Renderer } from "../renderer.ts";
import { reportJson } from "./report-json.ts";

/** The contract for machines; `schemas/` describes it. */
export const jsonRenderer: Renderer = {
  render: (report) => `${JSON.stringify(reportJson(report), replaceBigInt, 2)}\n`,
};

/** JSON numbers may be as long as they like; only JavaScript's cannot. */
function replaceBigInt(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}
