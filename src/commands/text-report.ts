import { NEWEST } from "../kubernetes/versions/registry.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { JsonValue } from "../model/json.ts";
import type { InputTally, TextReport } from "../model/report.ts";

const NO_INPUT: InputTally = { files: 0, objects: 0, passedOver: {}, isUnreadable: false };

/** A finished text as a report, of a command that reads no manifests unless it says so. */
export function textReport(
  text: string,
  about: {
    readonly data?: JsonValue;
    readonly diagnostics?: readonly Diagnostic[];
    readonly input?: InputTally;
    readonly version?: string;
  } = {},
): TextReport {
  return {
    kind: "TextReport",
    kubernetesVersion: about.version ?? NEWEST.name,
    remarks: [],
    input: about.input ?? NO_INPUT,
    diagnostics: about.diagnostics ?? [],
    text,
    ...(about.data === undefined ? {} : { data: about.data }),
  };
}
