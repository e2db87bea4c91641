import { isEqual } from "../../kubernetes/is-equal.ts";
import { type PatchType, serverPatch } from "../../kubernetes/server-patch.ts";
import { UsageError } from "../../model/errors.ts";
import type { JsonValue } from "../../model/json.ts";
import { textAt } from "../../model/json-read.ts";
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
      const patch = parsePatch(text, type, world);
      return changeSets(world, resources, (stored): Wish => {
        if ("refusal" in patch) return { lines: [patch.refusal], isError: true };
        const result = serverPatch(stored, patch.value, type, world.version);
        if ("refusal" in result) return { lines: [result.refusal], isError: true };
        const { answer } = result;
        const name = `statefulset.apps/${textAt(stored, "metadata", "name")}`;
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

/** The patch; or the server's words about one that is no JSON. Throws `UsageError` for what is no YAML. */
function parsePatch(
  text: string,
  type: PatchType,
  { version }: World,
): { readonly value: JsonValue } | { readonly refusal: string } {
  const { documents, problem } = readStream(text.replaceAll("\r\n", "\n"), version.behaviour);
  if (problem === undefined) return { value: documents[0]?.value ?? null };
  // kubectl sends what begins like JSON as it is.
  if (!/^\s*[{[]/.test(text)) throw new UsageError(`unable to parse ${JSON.stringify(text)}: ${problem.message}`);
  const words = problem.message.replace(/^json: (?:offset|line) \d+: /, "").replace("unexpected EOF", UNFINISHED);
  return { refusal: `Error from server (BadRequest): ${type === "strategic" ? "" : "error decoding patch: "}${words}` };
}

const UNFINISHED = "unexpected end of JSON input";
