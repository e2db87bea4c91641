import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { jsonMerge } from "../../src/kubernetes/patch/json-merge.ts";
import { jsonPatch } from "../../src/kubernetes/patch/json-patch.ts";
import { strategicMerge } from "../../src/kubernetes/patch/strategic-merge.ts";
import { type PatchType, serverPatch } from "../../src/kubernetes/server-patch.ts";
import { NEWEST } from "../../src/kubernetes/versions/registry.ts";
import { isObject, type JsonObject, type JsonValue } from "../../src/model/json.ts";
import { apiTypes, objectType } from "../../src/schema/api-type.ts";

/** What `kubectl patch --local` made of one object; `patched` is null where it refused. */
interface Recorded {
  readonly live: JsonObject;
  readonly cases: readonly { readonly type: PatchType; readonly patch: JsonValue; readonly patched: JsonValue }[];
}

const { live, cases }: Recorded = JSON.parse(
  gunzipSync(readFileSync("fixtures/oracle/kubectl-patches.json.gz")).toString("utf8"),
);
const type = objectType(apiTypes(NEWEST.minor), "apps/v1 StatefulSet");

function applyPatch(kind: PatchType, patch: JsonValue): JsonValue {
  if (kind === "json") return jsonPatch(live, Array.isArray(patch) ? patch.filter(isObject) : []);
  if (!isObject(patch) || type === undefined) throw new Error("no patch");
  return kind === "merge" ? jsonMerge(live, patch) : strategicMerge(live, patch, type);
}

test.each(cases.map(({ type: kind, patch, patched }) => [kind, JSON.stringify(patch), patch, patched] as const))(
  "%s %s",
  (kind, _text, patch, patched) => {
    const before = structuredClone(live);
    if (patched === null) expect(() => applyPatch(kind, patch)).toThrow();
    else expect(applyPatch(kind, patch)).toEqual(patched);
    expect(live).toEqual(before);
  },
);

test.each([
  [
    "strategic",
    [],
    "Error from server (BadRequest): json: cannot unmarshal array into Go value of type map[string]interface {}",
  ],
  [
    "merge",
    "text",
    "Error from server (BadRequest): error decoding patch: json: cannot unmarshal string into Go value of type map[string]interface {}",
  ],
  [
    "json",
    {},
    "Error from server (BadRequest): error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp",
  ],
  [
    "json",
    [{ op: "remove", path: "/nope" }],
    "The request is invalid: the server rejected our request due to an error in our request",
  ],
  [
    "strategic",
    { spec: { template: { spec: { containers: [{ image: "x" }] } } } },
    "Error from server: map: map[image:x] does not contain declared merge key: name",
  ],
] as const)("the server refuses a %s patch %j", (kind, patch, refusal) => {
  expect(serverPatch(live, patch as unknown as JsonValue, kind, NEWEST)).toEqual({ refusal });
});
