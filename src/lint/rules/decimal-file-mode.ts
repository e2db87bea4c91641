import type { FieldPath } from "../../model/field-path.ts";
import type { JsonValue } from "../../model/json.ts";
import { listAt, numberAt, objectAt } from "../../model/json-read.ts";
import { defineRule } from "../rule.ts";
import { code } from "../wording.ts";

/** Decimal numbers that read like octal modes and, taken as decimal, make none that anybody wants. */
const LOOKS_OCTAL = new Set([400, 440, 444, 500]);
const SOURCES = ["configMap", "secret", "projected", "downwardAPI"];

export const decimalFileMode = defineRule({
  id: "STS121",
  name: "decimal-file-mode",
  severity: "warning",
  summary: "a file mode is written in decimal: `400` where `0400` is meant",
  rationale:
    "YAML and JSON read `400` as a decimal number, which is mode 0620. Programs that insist on private key files (databases, SSH) then refuse to start, or files are writable by a group that should not.",
  sources: ["https://kubernetes.io/docs/concepts/configuration/secret/#secret-files-permissions"],
  *check(set) {
    for (const volume of set.volumes) {
      for (const source of SOURCES) {
        for (const { at, mode } of modesOf(objectAt(volume.value, source), [...volume.at, source])) {
          if (!LOOKS_OCTAL.has(mode)) continue;
          yield {
            object: set.object,
            at,
            target: "value",
            message: `File mode ${code(mode)} of volume ${code(volume.name)} is decimal and means ${code(`0${mode.toString(8)}`)}.`,
            help: `Write ${code(`0${mode}`)} (in JSON ${code(Number.parseInt(String(mode), 8))}).`,
          };
        }
      }
    }
  },
});

function* modesOf(source: JsonValue, at: FieldPath): Iterable<{ at: FieldPath; mode: number }> {
  const mode = numberAt(source, "defaultMode");
  if (mode !== undefined) yield { at: [...at, "defaultMode"], mode };
  for (const [position, item] of listAt(source, "items").entries()) {
    const itemMode = numberAt(item, "mode");
    if (itemMode !== undefined) yield { at: [...at, "items", position, "mode"], mode: itemMode };
  }
}
