import type { NameKind, NamesReport, PlanReport, SetNames } from "../model/report.ts";
import { escapeLine } from "./escape.ts";
import type { Renderer } from "./renderer.ts";

/**
 * One name a line. A plan gives kubectl's names of everything that it makes (`pod/web-0`), `names` the bare names
 * that were asked for.
 */
export const nameRenderer: Renderer = {
  render(report) {
    if (report.kind === "PlanReport") return linesOf(planNames(report));
    return report.kind === "NamesReport" ? linesOf(bareNames(report)) : "";
  },
};

function planNames({ plans }: PlanReport): string[] {
  return plans
    .filter((plan) => plan.action !== "refused")
    .flatMap((plan) => [
      `statefulset.apps/${plan.statefulSet.name}`,
      ...plan.pods.map((pod) => `pod/${pod.name}`),
      ...plan.claims.map((claim) => `persistentvolumeclaim/${claim.name}`),
    ]);
}

function bareNames({ sets, only }: NamesReport): string[] {
  return sets.flatMap((set) => [...NAMES[only](set)]);
}

const NAMES: Readonly<Record<NameKind, (set: SetNames) => readonly string[]>> = {
  pods: ({ pods }) => pods.map((pod) => pod.name),
  hostnames: ({ pods }) => pods.map((pod) => pod.hostname),
  dns: ({ pods }) => pods.flatMap((pod) => pod.dns.a),
  short: ({ pods }) => pods.flatMap((pod) => pod.dns.short.slice(0, 1)),
  srv: ({ serviceNames }) => serviceNames.srv,
  service: ({ serviceNames }) => serviceNames.a,
  claims: ({ claims }) => claims.map((claim) => claim.name),
};

function linesOf(names: readonly string[]): string {
  return names.map((name) => `${escapeLine(name)}\n`).join("");
}
