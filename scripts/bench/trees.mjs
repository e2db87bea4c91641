/** Trees of manifests and large single files, made from the manifests below a folder. */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const CORPUS = "../shared/corpus";
const FILES_A_FOLDER = 100;

/** Where manifests come from: `[label, texts]`. */
export function sources() {
  const own = [["fixtures/bench", textsBelow("fixtures/bench")]];
  return existsSync(CORPUS) ? [...own, ["a corpus of public manifests", textsBelow(CORPUS)]] : own;
}

function textsBelow(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((path) => /\.ya?ml$/.test(path) && statSync(path).isFile())
    .sort()
    .map((path) => readFileSync(path, "utf8"));
}

/** A tree of `count` files; the result is its size in bytes. */
export function writeTree(folder, texts, count) {
  let size = 0;
  for (let i = 0; i < count; i++) {
    const sub = join(folder, String(Math.floor(i / FILES_A_FOLDER)));
    if (i % FILES_A_FOLDER === 0) mkdirSync(sub, { recursive: true });
    const text = texts[i % texts.length];
    size += Buffer.byteLength(text);
    writeFileSync(join(sub, `${i}.yaml`), text);
  }
  return size;
}

/** One file of `count` small documents; the result is its size in bytes. */
export function writeDocuments(path, texts, count) {
  const documents = documentsOf(texts).filter((text) => text.length < 3000);
  return writeJoined(
    path,
    Array.from({ length: count }, (_, i) => documents[i % documents.length]),
  );
}

/** One file of about `bytes` bytes. */
export function writeLarge(path, texts, bytes) {
  const documents = documentsOf(texts);
  const round = documents.reduce((sum, text) => sum + Buffer.byteLength(text) + 5, 0);
  return writeJoined(path, Array.from({ length: Math.ceil(bytes / round) }, () => documents).flat());
}

function writeJoined(path, documents) {
  const text = `${documents.join("\n---\n")}\n`;
  writeFileSync(path, text);
  return Buffer.byteLength(text);
}

/** Texts of one document that can stand behind each other. */
function documentsOf(texts) {
  return texts
    .map((text) => text.replace(/^---\r?\n/, "").trimEnd())
    .filter((text) => text !== "" && !/^---|^\.\.\.|^%|\{\{|^\s*\{/m.test(text));
}
