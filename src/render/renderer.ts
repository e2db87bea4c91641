import type { Report, ReportKind } from "../model/report.ts";
import type { Theme } from "./theme.ts";

/**
 * A renderer is a function from a report to text. It does not print, does not know the terminal or the working
 * directory, and decides nothing: what it may need to know stands in its options.
 */
export interface Renderer {
  /** Ends with exactly one line break, unless there is nothing to say. Never throws for what a manifest says. */
  render(report: Report, options: RenderOptions): string;
  /** The same text piece by piece, for formats that can be very long. */
  pieces?(report: Report, options: RenderOptions): Iterable<string>;
}

export interface RenderOptions {
  readonly theme: Theme;
  /** Columns of the terminal; infinite for pipes and files. */
  readonly width: number;
  /** Text of the files read, by name, for source excerpts. */
  readonly sources: ReadonlyMap<string, string>;
  /** The timeline reads like `kubectl get pods -w`. */
  readonly isWatchView: boolean;
  /** The set as the API server would store it. */
  readonly showsStored: boolean;
  /** Compares with a Deployment and a DaemonSet. */
  readonly comparesControllers: boolean;
  /** The version of this program. */
  readonly toolVersion: string;
  readonly verbosity: "quiet" | "normal" | "verbose";
}

/** A format as help lists it; the renderer itself is loaded when it is asked for. */
export interface FormatEntry {
  /** The word after `-o`. */
  readonly name: string;
  readonly summary: string;
  readonly supports: readonly ReportKind[];
  /** Has no place for findings; errors go to standard error. */
  readonly omitsFindings?: true;
  load(): Promise<Renderer>;
}
