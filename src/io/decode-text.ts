import { isUtf8 } from "node:buffer";

/** The text of a file, or what is wrong with its bytes. */
export type DecodedText =
  | { readonly kind: "text"; readonly text: string }
  | {
      readonly kind: "problem";
      readonly name: string;
      readonly message: string;
      readonly help: string;
      readonly offset: number;
    };

/** First bytes of formats that people pass by mistake. */
const SIGNATURES: readonly { readonly bytes: readonly number[]; readonly what: string; readonly help: string }[] = [
  { bytes: [0x1f, 0x8b], what: "gzip-compressed", help: "unpack it first, or `gunzip -c FILE | sts-plan apply -f -`" },
  { bytes: [0x50, 0x4b, 0x03, 0x04], what: "a zip archive", help: "unpack it first" },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], what: "zstd-compressed", help: "unpack it first" },
  { bytes: [0x7f, 0x45, 0x4c, 0x46], what: "a program", help: "pass a YAML or JSON manifest" },
  { bytes: [0x89, 0x50, 0x4e, 0x47], what: "a PNG picture", help: "pass a YAML or JSON manifest" },
  { bytes: [0x25, 0x50, 0x44, 0x46], what: "a PDF document", help: "pass a YAML or JSON manifest" },
];

const UTF_16_MARKS: readonly (readonly number[])[] = [
  [0xff, 0xfe],
  [0xfe, 0xff],
];

/** Bytes to text. Manifests are UTF-8; everything else is named, with the place of the first bad byte. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const signature = SIGNATURES.find((known) => startsWith(bytes, known.bytes));
  if (signature !== undefined) {
    return problem("file-is-binary", `The file is ${signature.what}, not a manifest.`, signature.help, 0);
  }
  if (UTF_16_MARKS.some((mark) => startsWith(bytes, mark))) {
    const help = "save it as UTF-8; in PowerShell, `… | Out-File -Encoding utf8 FILE`";
    return problem("file-not-utf8", "The file is UTF-16; manifests are read as UTF-8.", help, 0);
  }
  const zero = bytes.indexOf(0);
  if (zero >= 0) {
    return problem(
      "file-is-binary",
      "The file holds a zero byte: it is binary, not a manifest.",
      "pass a YAML or JSON manifest",
      zero,
    );
  }
  if (!isUtf8(bytes)) {
    const offset = firstBadByte(bytes);
    const byte = `0x${(bytes[offset] ?? 0).toString(16).padStart(2, "0")}`;
    const message = `The file is not UTF-8: byte ${byte}. A YAML reader would say: \`yaml: ${utf8Problem(bytes, offset)}\`.`;
    return problem("file-not-utf8", message, "save it as UTF-8; it may be Latin-1 or Windows-1252 now", offset);
  }
  return { kind: "text", text: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8") };
}

/** The text before a byte offset, with bad bytes replaced: for line and column. */
export function textBefore(bytes: Uint8Array, offset: number): string {
  return Buffer.from(bytes.subarray(0, offset)).toString("utf8");
}

function problem(name: string, message: string, help: string, offset: number): DecodedText {
  return { kind: "problem", name, message, help, offset };
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

/** Halves the text: a prefix is sound when it is UTF-8 or ends inside a character. */
export function firstBadByte(bytes: Uint8Array): number {
  let sound = 0;
  let bad = bytes.length;
  while (bad - sound > 4) {
    const middle = Math.floor((sound + bad) / 2);
    const cut = characterStart(bytes, middle);
    if (cut > sound && isUtf8(bytes.subarray(sound, cut))) sound = cut;
    else bad = middle;
  }
  while (sound < bytes.length) {
    const length = [1, 2, 3, 4].find((size) => isUtf8(bytes.subarray(sound, sound + size)));
    if (length === undefined) return sound;
    sound += length;
  }
  return sound;
}

/**
 * What Kubernetes' YAML reader says of the bytes of a character that is none.
 * Mirrors: yaml_parser_update_buffer, go.yaml.in/yaml/v2 v2.4.4
 */
export function utf8Problem(bytes: Uint8Array, offset: number): string {
  const lead = bytes[offset] ?? 0;
  const width = LEADS.findIndex(([mask, mark]) => (lead & mask) === mark) + 1;
  if (width === 0) return "invalid leading UTF-8 octet";
  if (offset + width > bytes.length) return "incomplete UTF-8 octet sequence";
  const trail = bytes.subarray(offset + 1, offset + width);
  if (trail.some((byte) => (byte & 0xc0) !== 0x80)) return "invalid trailing UTF-8 octet";
  let code = lead & (0xff >> (width + 1));
  for (const byte of trail) code = (code << 6) | (byte & 0x3f);
  return code < (SMALLEST[width] ?? 0) ? "invalid length of a UTF-8 sequence" : "invalid Unicode character";
}

/** Mask and mark of the first byte of characters of one to four bytes. */
const LEADS: readonly (readonly [mask: number, mark: number])[] = [
  [0x80, 0x00],
  [0xe0, 0xc0],
  [0xf0, 0xe0],
  [0xf8, 0xf0],
];
const SMALLEST: readonly number[] = [0, 0, 0x80, 0x800, 0x10000];

/** The nearest offset at or before one that does not lie inside a character. */
function characterStart(bytes: Uint8Array, offset: number): number {
  let start = offset;
  while (start > 0 && offset - start < 3 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start--;
  return start;
}
