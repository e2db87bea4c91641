/** Throughput of `lint` on trees and on large single files; other programs beside it when they are on PATH. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CLI, growth, interleave, isOnPath, mib, ms, peakMemory, table } from "./measure.mjs";
import { writeSchemas } from "./schemas.mjs";
import { sources, writeDocuments, writeLarge, writeTree } from "./trees.mjs";

const MANY_DOCUMENTS = 10_000;
const LARGE_FILE = 50e6;
/** Beyond this, five rounds tell enough, and beyond the second the slow programs are left out. */
const FEW_ROUNDS_FROM = 8e6;
const FAST_ONLY_FROM = 20e6;

const OTHERS = [
  { name: "kubeconform", isFast: true, command: (path, schemas) => [...kubeconform(schemas), path] },
  { name: "kube-linter", isFast: true, command: (path) => ["kube-linter", "lint", path] },
  {
    name: "kube-score",
    isScript: true,
    command: (path) => ["bash", "-c", 'find "$0" -type f | xargs kube-score score', path],
  },
  { name: "kubectl", command: (path) => ["kubectl", "annotate", "--local", "bench=1", "-o", "name", "-R", "-f", path] },
];

function kubeconform(schemas) {
  return ["kubeconform", "-summary", "-ignore-missing-schemas", "-n", "2", "-schema-location", schemas];
}

export async function measureLint({ runs, files }) {
  const work = mkdtempSync(join(tmpdir(), "sts-plan-bench-"));
  try {
    const schemas = isOnPath("kubeconform") ? await writeSchemas(join(work, "schemas")) : "";
    for (const [label, texts] of sources()) {
      const rows = [["input", "size", "program", "wall", "CPU", "CPU per MB", "growth", "peak", "exit"]];
      const before = new Map();
      for (const [input, write] of inputs(texts, files)) {
        const path = join(work, "input.yaml");
        const size = write(path);
        rows.push(...(await measure({ input, path, size, before }, schemas, runs)));
        rmSync(path, { recursive: true });
        if (!input.endsWith(" files")) before.clear();
      }
      table(`lint, made from ${label} (min / median; growth of CPU with size, 1 is linear)`, rows);
    }
  } finally {
    rmSync(work, { recursive: true });
  }
}

function inputs(texts, files) {
  return [
    ...files.map((count) => [`${count} files`, (path) => writeTree(path, texts, count)]),
    [`1 file, ${MANY_DOCUMENTS} documents`, (path) => writeDocuments(path, texts, MANY_DOCUMENTS)],
    ["1 file, 50 MB", (path) => writeLarge(path, texts, LARGE_FILE)],
  ];
}

async function measure({ input, path, size, before }, schemas, runs) {
  const others = OTHERS.filter(({ name, isFast }) => isOnPath(name) && (isFast || size < FAST_ONLY_FROM));
  const programs = [
    ["sts-plan", [...CLI, "lint", "--exit-zero", "-q", path]],
    ...others.map(({ name, command, isScript }) => [name, command(path, schemas), isScript]),
  ];
  const results = interleave(
    programs.map(([, command]) => command),
    size < FEW_ROUNDS_FROM ? runs : Math.min(runs, 5),
  );
  const rows = [];
  for (const [index, { wall, cpu, status }] of results.entries()) {
    const [name, command, isScript] = programs[index];
    const here = { cost: cpu.min, size };
    const perMegabyte = `${(cpu.min / (size / 1e6)).toFixed(0)} ms`;
    const grown = growth(before.get(name), here);
    before.set(name, here);
    const peak = isScript ? "-" : mib(await peakMemory(command));
    rows.push([input, `${(size / 1e6).toFixed(1)} MB`, name, ms(wall), ms(cpu), perMegabyte, grown, peak, status]);
  }
  return rows;
}
