import type { Diagnostic, Severity } from "../model/diagnostic.ts";
import { compareSeverity } from "../model/diagnostic.ts";
import { assertNever } from "../model/errors.ts";
import type { SetCondition } from "../model/next.ts";
import type { Report } from "../model/report.ts";

/** What the exit status says; the same for every output format. */
export const EXIT = {
  /** Nothing to complain about. */
  fine: 0,
  /** Findings at or above `--fail-on`, differences for `diff`, or a plan that is refused or blocks. */
  findings: 1,
  /** Wrong usage, or input that cannot be read or parsed. */
  usage: 2,
  /** A defect of ours. */
  defect: 3,
  /** Ctrl-C. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export type FailOn = Severity | "never";

/** The exit status of a finished run. */
export function exitCodeOf(report: Report, failOn: FailOn): ExitCode {
  if (report.input.isUnreadable || isEmpty(report)) return EXIT.usage;
  if (report.kind === "LintReport") return report.isFailing ? EXIT.findings : EXIT.fine;
  if (failOn !== "never" && reaches(report.diagnostics, failOn)) return EXIT.findings;
  return hasBadNews(report) ? EXIT.findings : EXIT.fine;
}

/** Nothing that could be planned, whatever else was said. */
function isEmpty(report: Report): boolean {
  return report.kind === "PlanReport" && report.plans.length === 0 && report.answers.length === 0;
}

function reaches(diagnostics: readonly Diagnostic[], failOn: Severity): boolean {
  return diagnostics.some((diagnostic) => compareSeverity(diagnostic.severity, failOn) <= 0);
}

const STUCK: ReadonlySet<SetCondition> = new Set(["stuck", "asleep", "endless"]);

/** What the report says apart from its findings. */
function hasBadNews(report: Report): boolean {
  switch (report.kind) {
    case "PlanReport":
      return (
        report.answers.some(({ exitStatus }) => exitStatus !== 0) ||
        report.plans.some((plan) => plan.outcome !== "complete" && plan.outcome !== "no-set")
      );
    case "DiffReport":
      return report.objects.some((object) => object.action !== "unchanged");
    case "NextReport":
      return report.sets.some(({ condition }) => STUCK.has(condition));
    case "ScenarioReport":
      return report.runs.some((run) => !run.hasPassed);
    case "LintReport":
    case "NamesReport":
    case "GraphReport":
    case "TextReport":
      return false;
    default:
      return assertNever(report);
  }
}
