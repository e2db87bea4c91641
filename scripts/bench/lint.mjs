/** Throughput of `lint` on trees of manifests and on one file of many documents; other linters beside it when they are on PATH. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CLI, interleave, isOnPath, ms, peakMemory, table } from "./measure.mjs";

const OTHERS = [
  ["kubeconform", (path) => ["kubeconform", "-summary", "-ignore-missing-schemas", ...schemaLocation(), path]],
  ["kube-linter", (path) => ["kube-linter", "lint", path]],
  ["kube-score", (path) => ["bash", "-c", 'find "$0" -type f -print0 | xargs -0 kube-score score', path]],
];

/** kubeconform fetches its schemas; STS_PLAN_BENCH_SCHEMAS names a local copy. */
function schemaLocation() {
  const location = process.env.STS_PLAN_BENCH_SCHEMAS;
  return location ? ["-schema-location", location] : [];
}

export function measureLint({ runs, files }) {
  const work = mkdtempSync(join(tmpdir(), "sts-plan-bench-"));
  try {
    for (const [label, texts] of sources()) {
      const rows = [["input", "size", "program", "wall", "CPU", "CPU per MB", "peak"]];
      for (const count of files) rows.push(...measureTree(work, texts, count, runs));
      rows.push(...measureOneFile(work, texts, 10_000, runs));
      table(`lint, made from ${label} (min / median)`, rows);
    }
  } finally {
    rmSync(work, { recursive: true });
  }
}

function sources() {
  const own = [["fixtures/bench", textsBelow("fixtures/bench")]];
  return existsSync("../shared/corpus") ? [...own, ["the shared corpus", textsBelow("../shared/corpus")]] : own;
}

function textsBelow(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((path) => /\.ya?ml$/.test(path) && statSync(path).isFile())
    .sort()
    .map((path) => readFileSync(path, "utf8"));
}

function measureTree(work, texts, count, runs) {
  const folder = join(work, `tree-${count}`);
  let size = 0;
  for (let i = 0; i < count; i++) {
    const sub = join(folder, String(Math.floor(i / 100)));
    if (i % 100 === 0) mkdirSync(sub, { recursive: true });
    const text = texts[i % texts.length];
    size += Buffer.byteLength(text);
    writeFileSync(join(sub, `${i}.yaml`), text);
  }
  const rows = measure(`${count} files`, folder, size, count >= 10_000 ? Math.min(runs, 5) : runs);
  rmSync(folder, { recursive: true });
  return rows;
}

function measureOneFile(work, texts, count, runs) {
  const small = texts.filter((text) => text.length < 3000 && !/^---|^\.\.\.|^%/m.test(text.replace(/^---\n/, "")));
  const path = join(work, "many.yaml");
  const documents = Array.from({ length: count }, (_, i) => small[i % small.length].replace(/^---\n/, "").trimEnd());
  const text = `${documents.join("\n---\n")}\n`;
  writeFileSync(path, text);
  const rows = measure(`1 file, ${count} documents`, path, Buffer.byteLength(text), Math.min(runs, 5));
  rmSync(path);
  return rows;
}

function measure(input, path, size, rounds) {
  const mine = [...CLI, "lint", "--exit-zero", "-q", path];
  const programs = [
    ["sts-plan", mine],
    ...OTHERS.filter(([name]) => isOnPath(name)).map(([name, command]) => [name, command(path)]),
  ];
  const results = interleave(
    programs.map(([, command]) => command),
    rounds,
  );
  return results.map((result, index) => [
    input,
    `${(size / 1e6).toFixed(1)} MB`,
    programs[index][0],
    ms(result.wall),
    ms(result.cpu),
    `${(result.cpu.min / (size / 1e6)).toFixed(0)} ms`,
    index === 0 ? `${peakMemory(mine).toFixed(0)} MiB` : "",
  ]);
}
