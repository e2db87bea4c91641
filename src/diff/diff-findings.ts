import type { Diagnostic } from "../model/diagnostic.ts";
import { formatFieldPath } from "../model/field-path.ts";
import type { DiffedObject, DiffFinding, DiffRule, DiffRun } from "./diff-rule.ts";
import { DIFF_RULES } from "./diff-rules.ts";

/** What the rules about changes find, each at the line of the new state. */
export function diffFindings(run: DiffRun): Diagnostic[] {
  const isUpgrade = run.upgradedFrom !== null;
  return DIFF_RULES.filter((rule) => (rule.onUpgrade === true) === isUpgrade).flatMap((rule) =>
    run.diffed.flatMap((object) => [...rule.check(object, run)].flatMap((finding) => locate(rule, object, finding))),
  );
}

function locate(rule: DiffRule, { before, after, difference }: DiffedObject, finding: DiffFinding): Diagnostic[] {
  const manifest = (after ?? before)?.manifest;
  if (!manifest) return [];
  const { at, message, help, severity } = finding;
  return [
    {
      rule: rule.id,
      name: rule.name,
      source: "sts-plan",
      severity: severity ?? rule.severity,
      message,
      help,
      file: manifest.file,
      range: manifest.locate(at, "key"),
      path: formatFieldPath(at),
      object: difference.object,
      related: [],
    },
  ];
}
