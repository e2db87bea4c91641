import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { VERSIONS } from "../../src/kubernetes/versions/registry.ts";
import { readStream } from "../../src/parse/document-stream.ts";
import { readFile } from "../../src/parse/read-file.ts";
import { compareStream, type DialectRecord } from "../conformance/dialect.ts";
import { oracleRecords } from "../oracle-records.ts";

/** A file that is not UTF-8 is refused before it is parsed. */
const RECORDS = oracleRecords<DialectRecord>("dialect").filter(({ base64 }) => base64 === undefined);

test.for(RECORDS.map((record) => [record.id, record] as const))("%s is read as the real reader does", ([, record]) => {
  const versions = record.expect.flatMap((group) => group.versions);
  expect(versions.length).toBeGreaterThan(0);
  for (const version of versions) expect(compareStream(record, version), version).toBeUndefined();
});

const NEWEST = VERSIONS.at(-1)?.behaviour;

describe("any text", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 200 }),
    fc
      .array(
        fc.constantFrom(
          "a",
          ": ",
          "- ",
          "\n",
          "  ",
          "[",
          "]",
          "{",
          "}",
          "'",
          '"',
          "|",
          ">",
          "&x ",
          "*x",
          "# c",
          "---\n",
          "\t",
          "!!int ",
          "kind: Pod\n",
          "é",
          "😀",
        ),
        { maxLength: 40 },
      )
      .map((parts) => parts.join("")),
  );

  test("is read without an exception, with every range inside the file", () => {
    fc.assert(
      fc.property(text, (content) => {
        if (!NEWEST) return;
        const reading = readFile({ name: "any.yaml", text: content }, NEWEST);
        for (const { range } of reading.diagnostics) {
          expect(range.start.offset).toBeLessThanOrEqual(content.length);
          expect(range.end.offset).toBeLessThanOrEqual(content.length);
          expect(range.end.offset).toBeGreaterThanOrEqual(range.start.offset);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("that is JSON comes back as it was", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        if (!NEWEST) return;
        const { documents, problem } = readStream(JSON.stringify(value), NEWEST);
        expect(problem).toBeUndefined();
        expect(documents[0]?.value).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
