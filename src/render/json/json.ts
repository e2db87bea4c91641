import type { Renderer } from "../renderer.ts";
import { reportJson } from "./report-json.ts";
import { jsonPieces, toJson } from "./to-json.ts";

/** The contract for machines; `schemas/` describes it. */
export const jsonRenderer: Renderer = {
  render: (report) => `${toJson(reportJson(report))}\n`,
  *pieces(report) {
    yield* jsonPieces(reportJson(report));
    yield "\n";
  },
};
