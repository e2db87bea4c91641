import type { Plan, PlanReport } from "../../model/report.ts";
import { escapeLine } from "../escape.ts";
import { tallyText } from "../findings.ts";
import { toYaml } from "../json/to-yaml.ts";
import type { RenderOptions } from "../renderer.ts";
import { drawAnswers, quietAnswers } from "./answers-text.ts";
import { drawChange } from "./change-text.ts";
import { drawClaims } from "./claims-text.ts";
import { compareControllers } from "./compare-controllers.ts";
import { drawFindings } from "./findings-text.ts";
import { drawPods } from "./pods-text.ts";
import { drawService } from "./service-text.ts";
import { drawOutcome, drawTimeline } from "./timeline.ts";
import { drawWatchView } from "./watch-view.ts";
import { hanging, proseWidth } from "./wrap.ts";

export interface PlanTextOptions extends RenderOptions {
  /** All rows and more columns. */
  readonly isWide: boolean;
}

/** A plan for people: header, a section for each set, findings, and a last line with the totals. */
export function drawPlanReport(report: PlanReport, options: PlanTextOptions): string {
  const isQuiet = options.verbosity === "quiet";
  const sections = report.plans.flatMap((plan) =>
    isQuiet ? drawTrouble(plan, options) : [...drawPlan(plan, options), ""],
  );
  const lines = [
    ...(isQuiet ? quietAnswers(report) : [...header(report, options), "", ...drawAnswers(report, options)]),
    ...sections,
    ...drawFindings(
      isQuiet ? report.diagnostics.filter(({ severity }) => severity !== "info") : report.diagnostics,
      options,
    ),
    ...totals(report, options),
  ];
  // Only what kubectl prints, down to its last blank line.
  const isRaw = isQuiet && report.plans.length === 0;
  while (lines.at(-1) === "" && !isRaw) lines.pop();
  return `${lines.join("\n")}\n`;
}

function header(report: PlanReport, { theme, width }: RenderOptions): string[] {
  const title = `Dry plan of \`${report.verb}\` on Kubernetes ${report.kubernetesVersion}: nothing is sent to a cluster.`;
  const passedOver = Object.entries(report.input.passedOver).map(([kind, count]) => `${count} ${escapeLine(kind)}`);
  const remarks = [
    ...report.remarks,
    ...(passedOver.length === 0 ? [] : [`Passed over, as they change nothing here: ${passedOver.join(", ")}.`]),
  ];
  return [
    ...hanging("", title, proseWidth(width)).map((line) => theme("strong", line)),
    ...remarks.flatMap((remark) => hanging("  ", remark, proseWidth(width))),
  ];
}

/** Of a plan that ends well there is nothing to say in short. */
function drawTrouble(plan: Plan, options: RenderOptions): string[] {
  if (plan.outcome === "complete" || plan.outcome === "no-set" || plan.outcome === "refused") return [];
  const { namespace, name } = plan.statefulSet;
  return [...drawOutcome(plan, `StatefulSet ${escapeLine(namespace)}/${escapeLine(name)}`, options), ""];
}

function drawPlan(plan: Plan, options: PlanTextOptions): string[] {
  const { theme } = options;
  const { namespace, name } = plan.statefulSet;
  const { file, start } = plan.facts.place;
  const title = `${theme("heading", `StatefulSet ${escapeLine(namespace)}/${escapeLine(name)}`)}  ${theme("muted", `${escapeLine(file)}:${start.line}`)}`;
  const stored = options.showsStored
    ? ["  As stored by the API server:", ...toYaml(plan.facts.stored).map((line) => `    ${line}`), ""]
    : [];
  if (plan.action === "refused") {
    const text =
      plan.change === undefined
        ? "The API server refuses it: no Pod and no claim comes into being. See the findings."
        : "The API server refuses the change: the set and its Pods stay as they are. `sts-plan diff` shows the safe way.";
    const [first = "", ...rest] = hanging("", text, proseWidth(options.width) - 4);
    return [title, `  ${theme("error", "!")} ${first}`, ...rest.map((line) => `    ${line}`), ...stored];
  }
  if (plan.change !== undefined) {
    return [
      title,
      ...drawChange(plan, plan.change, options),
      ...(stored.length > 0 ? ["", ...stored.slice(0, -1)] : []),
    ];
  }
  return [
    title,
    ...summary(plan, options),
    "",
    ...drawPods(plan, options),
    ...drawClaims(plan.claims, options),
    ...drawService(plan, options),
    ...(options.isWatchView ? drawWatchView(plan, options) : drawTimeline(plan, options)),
    ...(options.comparesControllers ? ["", ...compareControllers(plan, options)] : []),
    ...(stored.length > 0 ? ["", ...stored.slice(0, -1)] : []),
  ];
}

function summary({ facts, revisions, claims, pods }: Plan, { theme, width }: RenderOptions): string[] {
  const order =
    facts.podManagementPolicy === "Parallel" ? "all at once (Parallel)" : "one after the other (OrderedReady)";
  const count = facts.replicas > 1 ? `${facts.replicas} Pods, ${order}` : (["no Pods", "1 Pod"][facts.replicas] ?? "");
  const isPartial = claims.length > 0 && pods.length < facts.replicas;
  const made = `${claims.length === 0 ? "no" : claims.length} ${claims.length === 1 ? "claim" : "claims"}${isPartial ? " so far" : ""}`;
  const lines = hanging(
    "  ",
    `${count}; ${made}; revision ${revisions.update || "none"}; update strategy ${facts.updateStrategy}.`,
    proseWidth(width),
  );
  const [first] = pods;
  if (first === undefined) return lines;
  const identity = [
    "Inside each Pod $HOSTNAME is its name. Its ordinal is the label apps.kubernetes.io/pod-index; an environment variable gets it with fieldRef: metadata.labels['apps.kubernetes.io/pod-index'].",
    "The controller also adds the labels statefulset.kubernetes.io/pod-name and controller-revision-hash.",
    claims.length === 0
      ? "A Pod that is deleted comes back under the same name."
      : "A Pod that is deleted comes back under the same name with the same claims.",
  ];
  return [...lines, ...hanging("  ", identity.join(" "), proseWidth(width)).map((line) => theme("muted", line))];
}

/** `Plan: 2 Pods and 0 claims to create; done after about 20 s. 1 warning.` */
function totals(report: PlanReport, options: RenderOptions): string[] {
  const { plans } = report;
  const findings = tallyText(report.diagnostics);
  if (plans.length === 0 && report.answers.length > 0 && report.diagnostics.length === 0) return [];
  if (plans.length === 0)
    return lastLine(`No plan: there is no StatefulSet that could be planned. ${sentence(findings)}`, options);
  const sets = plans.length === 1 ? "" : ` for ${plans.length} StatefulSets`;
  const refused = plans.filter((plan) => plan.action === "refused").length;
  const parts = refused === plans.length ? "" : `${countsOf(plans)}; `;
  const blocked = plans.filter((plan) => plan.outcome === "blocked").length;
  const endless = plans.filter((plan) => plan.outcome === "livelock" || plan.outcome === "unbounded").length;
  const seconds = Math.max(0, ...plans.map((plan) => plan.simulation?.final.t ?? 0));
  const ends = [
    ...(refused > 0 ? [refused === plans.length ? "refused by the API server" : `${refused} refused`] : []),
    ...(blocked > 0 ? [plans.length === 1 ? "blocked" : `${blocked} blocked`] : []),
    ...(endless > 0 ? ["the controller never comes to rest"] : []),
    ...(refused === 0 && report.answers.some(({ exitStatus }) => exitStatus !== 0) ? ["a command fails"] : []),
    ...(refused + blocked + endless === 0 ? [`done after about ${seconds} s`] : []),
  ];
  return lastLine(`Plan${sets}: ${parts}${ends.join(", ")}. ${sentence(findings)}`, options);
}

/** In a pipe it stays one line. */
function lastLine(text: string, { theme, width }: RenderOptions): string[] {
  return hanging("", text, width).map((line) => theme("strong", line));
}

function countsOf(plans: readonly Plan[]): string {
  const steps = plans.flatMap((plan) => plan.simulation?.steps ?? []);
  const of = (action: string) => steps.filter((step) => step.action === action).length;
  const lost = plans
    .flatMap((plan) => plan.claims)
    .filter(({ fate }) => fate === "delete" || fate === "replace").length;
  const deleted = plans.flatMap(({ action, change }) => (action === "delete" ? (change?.pods ?? []) : []));
  const parts = [
    together("to create", [of("create-pod"), "Pod"], [of("create-claim"), "claim"]),
    together("to delete", [of("delete-pod") + deleted.filter(({ after }) => after === null).length, "Pod"]),
    together("to adopt", [of("adopt-pod"), "Pod"]),
    together("lost", [lost, "claim"]),
  ].filter((part) => part !== "");
  return parts.length === 0 ? "nothing to do" : parts.join(", ");
}

/** `2 Pods and 1 claim to create`; "" when there is nothing. */
function together(verb: string, ...counts: readonly (readonly [count: number, noun: string])[]): string {
  const shown = counts
    .filter(([count]) => count > 0)
    .map(([count, noun]) => `${count} ${noun}${count === 1 ? "" : "s"}`);
  return shown.length === 0 ? "" : `${shown.join(" and ")} ${verb}`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
