import type { SourceRange } from "./source.ts";

export type Severity = "error" | "warning" | "info";

/** Who says it: the API server itself (its exact text), the YAML reader, or a rule of ours. */
export type DiagnosticSource = "sts-plan" | "api-server" | "yaml";

export interface RelatedPlace {
  readonly message: string;
  readonly range: SourceRange;
}

/** The API server's own words for one field, as in `status.details.causes`. */
export interface ApiCause {
  readonly type: string;
  readonly field: string;
  readonly detail: string;
}

/** One finding: what is wrong, where to edit, what to change. */
export interface Diagnostic {
  /** Rule id such as `STS204`, or `API`, `YAML` for the server's and the reader's words. */
  readonly rule: string;
  /** Rule name such as `governing-service-not-headless`. */
  readonly name: string;
  readonly source: DiagnosticSource;
  readonly severity: Severity;
  readonly message: string;
  readonly help: string | null;
  readonly file: string;
  readonly range: SourceRange;
  /** Field path text, "" when it concerns the whole file. */
  readonly path: string;
  /** `Service default/nginx`, or null when it concerns the file. */
  readonly object: string | null;
  readonly related: readonly RelatedPlace[];
  readonly cause?: ApiCause;
}

const RANK: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

/** Negative when `a` is worse than `b`. */
export function compareSeverity(a: Severity, b: Severity): number {
  return RANK[a] - RANK[b];
}

/** Order of reports: file, line, column, rule, message; by code units. */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    compareText(a.file, b.file) ||
    a.range.start.offset - b.range.start.offset ||
    compareText(a.rule, b.rule) ||
    compareText(a.message, b.message)
  );
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
