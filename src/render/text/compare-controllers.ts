import type { Plan } from "../../model/report.ts";
import type { RenderOptions } from "../renderer.ts";
import { drawTable } from "./table.ts";

/** The same Pod template under a StatefulSet, a Deployment and a DaemonSet: names, order, storage, updates. */
export function compareControllers(plan: Plan, { theme, width }: RenderOptions): string[] {
  const { statefulSet, facts, claims, pods } = plan;
  const { name } = statefulSet;
  const first = pods[0]?.name ?? `${name}-${facts.start}`;
  const dns = pods[0]?.dns.short[0] ?? "none";
  const isOrdered = facts.podManagementPolicy !== "Parallel";
  const rows = [
    [
      "Pod names",
      `${first} …, the same for ever`,
      `${name}-<hash>-<random>, new each time`,
      `${name}-<random>, new each time`,
    ],
    ["how many", String(facts.replicas), String(facts.replicas), "one on each node that fits"],
    [
      "creation",
      isOrdered ? "one by one, each when the one before is ready" : "all at once",
      "all at once",
      "all at once",
    ],
    [
      "scaling down",
      isOrdered ? "highest ordinal first, one by one" : "all surplus Pods at once",
      "any Pods",
      "not scaled; follows the nodes",
    ],
    [
      "update",
      "highest ordinal first, in place of the old Pod",
      "new Pods beside the old ones, then the old go",
      "node by node",
    ],
    ["DNS name of a Pod", dns, "none", "none"],
    [
      "storage",
      claims.length > 0 ? `${claims[0]?.name} …, each its own and kept` : "none kept",
      "one claim shared by all",
      "the node's, or one claim shared by all",
    ],
    ["a lost node", "no replacement before the Pod is surely gone", "replacement elsewhere", "nothing to replace"],
  ];
  return [
    `  ${theme("strong", "Compared with other controllers")}`,
    ...drawTable(["", "STATEFULSET", "DEPLOYMENT", "DAEMONSET"], rows, { theme, width, indent: "  " }),
  ];
}
