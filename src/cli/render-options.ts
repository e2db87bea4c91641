import { isOn } from "../commands/option-values.ts";
import type { Host } from "../io/host.ts";
import type { SourceFile } from "../model/source.ts";
import type { RenderOptions } from "../render/renderer.ts";
import { PLAIN } from "../render/theme.ts";
import type { Invocation, OutputSettings, OutputTarget } from "./invocation.ts";
import { VERSION } from "./version.ts";

/** What a renderer may know of the place that its text goes to. */
export async function renderOptions(
  { options, output }: Invocation,
  target: OutputTarget,
  sources: readonly SourceFile[],
  host: Host,
): Promise<RenderOptions> {
  const toTerminal = target.file === undefined && host.stdout.isTerminal;
  return {
    theme: hasColor(output.color, toTerminal, host.env) ? (await import("../render/colors.ts")).coloredTheme() : PLAIN,
    width: toTerminal ? (host.stdout.columns ?? 80) : Number.POSITIVE_INFINITY,
    sources: new Map(sources.map((source) => [source.name, source.text])),
    isWatchView: isOn(options, "watchView"),
    showsStored: isOn(options, "showStored"),
    comparesControllers: isOn(options, "compareControllers"),
    toolVersion: VERSION,
    verbosity: output.verbosity,
  };
}

/** `--color` decides; then NO_COLOR and FORCE_COLOR (when not empty); then whether somebody looks. */
function hasColor(color: OutputSettings["color"], toTerminal: boolean, env: Host["env"]): boolean {
  if (color !== "auto") return color === "always";
  if ((env.NO_COLOR ?? "") !== "") return false;
  const forced = env.FORCE_COLOR ?? "";
  if (forced !== "") return forced !== "0" && forced !== "false";
  return toTerminal && env.TERM !== "dumb";
}
