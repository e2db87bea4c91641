import { isEqual } from "../../kubernetes/is-equal.ts";
import { type PatchType, serverPatch } from "../../kubernetes/server-patch.ts";
import { UsageError } from "../../model/errors.ts";
import type { JsonValue } from "../../model/json.ts";
import { readStream } from "../../parse/document-stream.ts";
import { textOption } from "../option-values.ts";
import { changeSets, type Wish } from "./change-set.ts";
import { resourceArguments } from "./resource-arguments.ts";
import type { VerbCall, VerbSpec, World } from "./verb.ts";

const TYPES: readonly PatchType[] = ["strategic", "merge", "json"];

export const patchVerb: VerbSpec = {
  name: "patch",
  options: [
    { flags: "-p, --patch <patch>", summary: "the patch, JSON or YAML", group: "Options" },
    { flags: "--patch-file <file>", summary: "a file that holds the patch", group: "Options", takes: "reads" },
    {
      flags: "--type <type>",
      summary: "strategic, merge or json",
      group: "Options",
      defaultText: "strategic",
      suggests: TYPES,
    },
  ],
  prepare(call) {
    const text = patchText(call);
    const type = typeOf(textOption(call.options, "type") ?? "strategic");
    const resources = resourceArguments({ words: call.words, kindAlone: "error" });
    return (world) => {
      const patch = parsePatch(text, world);
      return changeSets(world, resources, (stored): Wish => {
        const result = serverPatch(stored, patch, type, world.version);
        if ("refusal" in result) return { lines: [result.refusal], isError: true };
        const { answer } = result;
        const name = `statefulset.apps/${String((stored.metadata as { name?: unknown }).name)}`;
        const isSame = isEqual(answer.object, stored);
        return { next: answer.object, answer, line: `${name} patched${isSame ? " (no change)" : ""}` };
      });
    };
  },
};

/** Throws `UsageError` with kubectl's text. */
function patchText({ options, sources }: VerbCall): string {
  const given = textOption(options, "patch") ?? "";
  const [file] = sources("patchFile");
  if (given !== "" && file !== undefined) throw new UsageError("cannot specify --patch and --patch-file together");
  if (given !== "") return given;
  if (file !== undefined) return file.text;
  throw new UsageError("must specify --patch or --patch-file containing the contents of the patch");
}

function typeOf(text: string): PatchType {
  const type = TYPES.find((known) => known === text.toLowerCase());
  if (type !== undefined) return type;
  throw new UsageError(`--type must be one of [json merge strategic], not ${JSON.stringify(text)}`);
}

/** Throws `UsageError` with kubectl's text. */
function parsePatch(text: string, { version }: World): JsonValue {
  const { documents, problem } = readStream(text.replaceAll("\r\n", "\n"), version.behaviour);
  if (problem !== undefined) throw new UsageError(`unable to parse ${JSON.stringify(text)}: ${problem.message}`);
  return documents[0]?.value ?? null;
}
