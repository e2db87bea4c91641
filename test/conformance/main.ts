import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { gunzipSync } from "node:zlib";
import { parseRecord } from "./difference.ts";

/** `npm run conformance -- PATH… [--sample K] [--first N] [--version V]`: our answers against recorded ones. */
type Compare = (record: never, version: string, corpusRoot: string) => string | undefined;

const COMPARERS: Readonly<Record<string, () => Promise<Compare>>> = {
  manifest: async () => (await import("./manifest.ts")).compareManifest as Compare,
  dialect: async () => (await import("./dialect.ts")).compareDialect as Compare,
  update: async () => (await import("./update.ts")).compareUpdate as Compare,
  scenario: async () => {
    const { compareScenario } = await import("./scenario.ts");
    const { serverAdmission } = await import("../../src/commands/server-admission.ts");
    return (record, version) => {
      const comparison = compareScenario(record, version, serverAdmission);
      errorTexts += comparison.errorTexts;
      equalErrorTexts += comparison.equalErrorTexts;
      return comparison.difference;
    };
  },
};

interface AnyRecord {
  readonly id: string;
  readonly kind?: string;
  readonly expect: readonly { readonly versions: readonly string[] }[];
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: "string", default: "1" },
    first: { type: "string", default: "5" },
    version: { type: "string" },
  },
});
if (positionals.length === 0) {
  console.error("usage: npm run conformance -- PATH… [--sample K] [--first N] [--version V]");
  process.exit(2);
}

let errorTexts = 0;
let equalErrorTexts = 0;
let passed = 0;
let failed = 0;
const disagreements: string[] = [];
for (const path of positionals.flatMap(recordFiles)) await compareFile(path);
for (const text of disagreements.slice(0, Number(values.first))) console.log(`\n${text}`);
if (errorTexts > 0) console.log(`\nof ${errorTexts} error texts of the controller ${equalErrorTexts} are equal`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

function recordFiles(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  const names = readdirSync(path, { recursive: true }).map(String).sort();
  return names.filter((name) => /\.jsonl(\.gz)?$/.test(name)).map((name) => join(path, name));
}

async function compareFile(path: string): Promise<void> {
  const bytes = readFileSync(path);
  const text = (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  const counts = new Map<string, { agreed: number; disagreed: number }>();
  const lines = text.split("\n").filter((line) => line !== "");
  for (let i = 0; i < lines.length; i += Number(values.sample)) {
    const record = parseRecord(lines[i] ?? "") as AnyRecord;
    for (const version of record.expect.flatMap(({ versions }) => versions)) {
      if (values.version !== undefined && values.version !== version) continue;
      const reason = await compareOne(record, version, path);
      const count = counts.get(version) ?? { agreed: 0, disagreed: 0 };
      if (reason === undefined) count.agreed++;
      else count.disagreed++;
      counts.set(version, count);
      if (reason !== undefined)
        disagreements.push(`${basename(path)} ${record.id} ${version}\n  ${inputOf(record)}\n  ${reason}`);
    }
  }
  for (const [version, { agreed, disagreed }] of counts) {
    passed += agreed;
    failed += disagreed;
    console.log(`${basename(path)} ${version}: agreed ${agreed}, disagreed ${disagreed}`);
  }
}

async function compareOne(record: AnyRecord, version: string, path: string): Promise<string | undefined> {
  const load = COMPARERS[record.kind ?? "scenario"];
  if (!load) return `records of kind ${record.kind} cannot be compared`;
  try {
    return (await load())(record as never, version, corpusRoot(path));
  } catch (error) {
    return `our code failed: ${error instanceof Error ? error.stack : String(error)}`;
  }
}

/** The folder `corpus` beside the oracle's. */
function corpusRoot(path: string): string {
  return resolve(dirname(path), "../../corpus");
}

function inputOf(record: AnyRecord): string {
  const { note, text, path } = record as AnyRecord & { note?: string; text?: string; path?: string };
  const shown = path ?? text ?? "";
  return [note, shown.length > 600 ? `${shown.slice(0, 600)} …` : shown].filter(Boolean).join("\n  ");
}
