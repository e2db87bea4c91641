import type { Host } from "../io/host.ts";
import type { Invocation, OutputTarget } from "./invocation.ts";

/**
 * In a step of GitHub Actions, findings become annotations, and a table goes to the step summary, unless `-o` says
 * what is wanted.
 */
export function adaptToGithub(invocation: Invocation, env: Host["env"]): Invocation {
  const { command, options, output } = invocation;
  const isAsked = env.GITHUB_ACTIONS === "true" && options.output === undefined;
  if (!isAsked || !command.formats.includes("github")) return invocation;
  const targets: OutputTarget[] = output.targets.filter((target) => target.file !== undefined);
  targets.unshift({ format: "github", file: undefined });
  const summary = env.GITHUB_STEP_SUMMARY ?? "";
  if (summary !== "") targets.push({ format: "markdown", file: summary, appends: true });
  return { ...invocation, output: { ...output, targets } };
}
