import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeText, utf8Problem } from "../../src/io/decode-text.ts";

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

test.for([
  ["gzip", bytes(0x1f, 0x8b, 8, 0), "file-is-binary"],
  ["UTF-16 with a mark", bytes(0xff, 0xfe, 0x61, 0), "file-not-utf8"],
  ["a zero byte", bytes(0x61, 0x0a, 0), "file-is-binary"],
  ["Latin-1", bytes(0x63, 0x61, 0x66, 0xe9, 0x0a), "file-not-utf8"],
] as const)("%s is named", ([, input, name]) => {
  expect(decodeText(input)).toMatchObject({ kind: "problem", name });
});

test("a mark of UTF-8 and every character stay", () => {
  const text = "\ufeffname: ä€😀\r\n";
  expect(decodeText(new TextEncoder().encode(text))).toEqual({ kind: "text", text });
});

test("the first bad byte is found wherever it stands", () => {
  const sound = fc.string({ unit: "binary", maxLength: 300 }).filter((text) => !text.includes("\0"));
  fc.assert(
    fc.property(sound, sound, (before, after) => {
      const head = new TextEncoder().encode(`a${before}`);
      const input = Uint8Array.from([...head, 0xff, ...new TextEncoder().encode(after)]);
      expect(decodeText(input)).toMatchObject({ kind: "problem", offset: head.length });
    }),
    { seed: 7 },
  );
});

test.each([
  [[0xff], "invalid leading UTF-8 octet"],
  [[0x80], "invalid leading UTF-8 octet"],
  [[0xe2, 0x82], "incomplete UTF-8 octet sequence"],
  [[0xe2, 0x41, 0x42], "invalid trailing UTF-8 octet"],
  [[0xc0, 0x80], "invalid length of a UTF-8 sequence"],
  [[0xed, 0xa0, 0x80], "invalid Unicode character"],
  [[0xf4, 0x90, 0x80, 0x80], "invalid Unicode character"],
])("the bytes %j are told in the YAML reader's words", (bytes, words) => {
  expect(utf8Problem(Uint8Array.from([0x61, ...bytes]), 1)).toBe(words);
  expect(decodeText(Uint8Array.from([0x61, ...bytes]))).toMatchObject({ name: "file-not-utf8", offset: 1 });
});
