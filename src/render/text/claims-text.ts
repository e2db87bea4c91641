import type { PlannedClaim } from "../../model/report.ts";
import type { PlanTextOptions } from "./plan-text.ts";
import { drawTable, shorten } from "./table.ts";

/** The claims of a plan with what becomes of them and of their volumes. */
export function drawClaims(claims: readonly PlannedClaim[], options: PlanTextOptions): string[] {
  if (claims.length === 0) return [];
  const { theme, width } = options;
  const { head, hidden, tail } = shorten(claims, options.isWide || options.verbosity === "verbose");
  const row = (claim: PlannedClaim) => [
    claim.name,
    claim.pod,
    claim.storage,
    claim.accessModes.join(","),
    claim.storageClassName ?? "(default class)",
    FATES[claim.fate],
    volumeText(claim),
  ];
  const headings = ["CLAIM", "POD", "SIZE", "ACCESS", "CLASS", "FATE", "VOLUME"];
  const rows =
    hidden === 0 ? head.map(row) : [...head.map(row), [`(${hidden} more)`, "", "", "", "", "", ""], ...tail.map(row)];
  return [...drawTable(headings, rows, { theme, width, indent: "  " }), ""];
}

const FATES = {
  create: "created",
  keep: "stays",
  reuse: "taken up again",
  delete: "deleted",
  orphan: "stays, without a Pod",
  replace: "replaced by an empty one",
} as const satisfies Record<PlannedClaim["fate"], string>;

function volumeText({ volume, storageClassName, fate }: PlannedClaim): string {
  switch (volume.kind) {
    case "static":
      return `PersistentVolume ${volume.volume}`;
    case "no-volume-left":
      return fate === "create" || fate === "replace" ? "none left in the input" : "not in the input";
    case "provisioned":
      return `made ${volume.waitsForPod ? "when the Pod is scheduled" : "at once"}${storageClassName === null ? ` by class ${volume.class}` : ""}`;
    case "unknown":
      return storageClassName === null ? "by the cluster's default class" : "by the class, which is not in the input";
  }
}
