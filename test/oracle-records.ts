import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { parseRecord } from "./conformance/difference.ts";

/** The records of a file under `fixtures/oracle`: answers of the real code, see the README there. */
export function oracleRecords<T>(name: string): T[] {
  const text = gunzipSync(readFileSync(new URL(`../fixtures/oracle/${name}.jsonl.gz`, import.meta.url))).toString(
    "utf8",
  );
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => parseRecord(line) as T);
}
