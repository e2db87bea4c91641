import type { Plan, PlannedClaim } from "../../model/report.ts";
import type { PlanTextOptions } from "./plan-text.ts";
import { drawTable, shorten } from "./table.ts";

/** The claims that are there at the end, as `kubectl get pvc` would list them; what a volume will be called nobody knows. */
export function drawClaimView({ claims }: Plan, { theme, width, isWide, verbosity }: PlanTextOptions): string[] {
  const left = claims.filter(({ fate }) => fate !== "delete");
  if (left.length === 0) return [];
  const { head, hidden, tail } = shorten(left, isWide || verbosity === "verbose");
  const more = hidden > 0 ? [[`(${hidden} more)`, "", "", "", ""]] : [];
  const rows = [...head.map(row), ...more, ...tail.map(row)];
  return [
    "",
    `  ${theme("muted", "$ kubectl get pvc")}`,
    ...drawTable(["NAME", "STATUS", "VOLUME", "ACCESS MODES", "STORAGECLASS"], rows, {
      theme,
      width,
      indent: "  ",
      gap: 3,
    }),
  ];
}

function row({ name, volume, accessModes, storageClassName }: PlannedClaim): string[] {
  const modes = accessModes.map((mode) => SHORT_MODES[mode] ?? mode).join(",");
  const storageClass = storageClassName ?? (volume.kind === "provisioned" ? volume.class : "(default)");
  if (volume.kind === "no-volume-left") return [name, "Pending", "", "", storageClass];
  return [name, "Bound", volume.kind === "static" ? volume.volume : "pvc-<uid>", modes, storageClass];
}

const SHORT_MODES: Readonly<Record<string, string>> = {
  ReadWriteOnce: "RWO",
  ReadOnlyMany: "ROX",
  ReadWriteMany: "RWX",
  ReadWriteOncePod: "RWOP",
};
