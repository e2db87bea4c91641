import type { Severity } from "./diagnostic.ts";

/** What is told of a rule, whatever it looks at. */
export interface RuleFacts {
  /** `STS107`; never changes its meaning. */
  readonly id: `STS${number}`;
  /** The problem in kebab-case; also the name of the file and of the fixture folder. */
  readonly name: string;
  readonly severity: Severity;
  /** Advice that would also meet sound manifests: runs only with `--strict`, `--include` or by the config file. */
  readonly optIn?: true;
  /** One line: when it fires. */
  readonly summary: string;
  /** What happens in the cluster, for `explain`. */
  readonly rationale: string;
  /** Issues, KEPs, pages. */
  readonly sources: readonly string[];
  /** What `--fix` does about it. */
  readonly fixes?: string;
  /** API errors of the same object that say the same: the finding takes their place and carries their text. */
  readonly restates?: RegExp;
}
