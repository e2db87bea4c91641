import type { KubernetesVersion } from "../kubernetes/versions/version.ts";
import type { Severity } from "../model/diagnostic.ts";
import type { SourceFile } from "../model/source.ts";

/** Which rules run and how they count. Rules are named by id or name. */
export interface RuleSelection {
  /** Run also when they are advice. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Only the included rules run. */
  readonly only: boolean;
  /** Repairs are wanted: advice that comes with one runs too. */
  readonly fixes: boolean;
  /** From the config file: another severity, or `off`; naming an opt-in rule here switches it on. */
  readonly severities: Readonly<Record<string, Severity | "off">>;
}

/** Findings to leave out by place: `{ paths: ["vendor/**"] }`, `{ objects: ["StatefulSet default/web"] }`. */
export interface IgnoreEntry {
  readonly rules: readonly string[];
  readonly paths: readonly string[];
  readonly objects: readonly string[];
  readonly reason: string;
}

export interface LintOptions {
  readonly version: KubernetesVersion;
  readonly clusterDomain: string;
  readonly strict: boolean;
  readonly rules: RuleSelection;
  readonly ignores: readonly IgnoreEntry[];
  /** The files read, for suppressing comments. */
  readonly sources: readonly SourceFile[];
}

/** Every rule at its default. */
export const ALL_DEFAULTS: RuleSelection = { include: [], exclude: [], only: false, fixes: false, severities: {} };
