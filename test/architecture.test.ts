import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, test } from "vitest";

/** The table of ARCHITECTURE.md: what a folder of `src` may import. */
interface Layer {
  readonly layers: readonly string[];
  readonly packages: readonly string[];
  readonly isCore: boolean;
}

const core = (layers: readonly string[], packages: readonly string[] = []): Layer => ({
  layers,
  packages,
  isCore: true,
});
const shell = (layers: readonly string[], packages: readonly string[] = []): Layer => ({
  layers,
  packages,
  isCore: false,
});

const LAYERS: Readonly<Record<string, Layer>> = {
  model: core([]),
  parse: core(["model"]),
  schema: core(["model"]),
  kubernetes: core(["model", "schema"]),
  simulate: core(["model", "kubernetes"]),
  lint: core(["model", "kubernetes"]),
  diff: core(["model", "kubernetes"]),
  render: core(["model"], ["chalk"]),
  commands: core(["model", "parse", "schema", "kubernetes", "simulate", "lint", "diff"]),
  io: shell(["model"]),
  cli: shell(
    ["model", "parse", "schema", "kubernetes", "simulate", "lint", "diff", "render", "commands", "io"],
    ["commander"],
  ),
};

const MOST_LINES = 400;
/** Words that say nothing about what a file holds. */
const EMPTY_NAMES = /^(?:.*-)?(?:utils?|helpers?|common|misc|manager)\.ts$/;
/** Tables of facts may be as long as the facts are many. */
const DATA_FILES = /(?:\/generated\/|\/versions\/|-notes\.ts$|-table\.ts$)/;

const FORBIDDEN_IN_CORE: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["process", /(?<![.\w"'`])process\.(?:env|argv|exit|cwd|std|platform|version)/],
  ["console", /(?<![.\w])console\.\w/],
  ["Date", /(?<![.\w])(?:new Date\(\)|Date\.now)/],
  ["Math.random", /Math\.random/],
  ["async", /(?<![.\w"'`])async (?:function|\()/],
  ["eval", /(?<![.\w])(?:eval\(|new Function\()/],
];

interface Source {
  readonly path: string;
  readonly layer: string;
  readonly text: string;
  readonly code: string;
}

const sources = readSources("src");

test("every folder of src has a row in the table", () => {
  expect(readdirSync("src").sort()).toEqual(Object.keys(LAYERS).sort());
});

test("ARCHITECTURE.md names every folder", () => {
  const page = readFileSync("ARCHITECTURE.md", "utf8");
  for (const layer of Object.keys(LAYERS)) expect(page).toContain(`\`${layer}\``);
});

describe.each(Object.entries(LAYERS))("%s", (layer, allowed) => {
  const own = sources.filter((source) => source.layer === layer);

  test("imports only from the layers below it", () => {
    const wrong = own.flatMap(({ path, code }) =>
      relativeImports(path, code)
        .map((target) => target.split("/")[1] ?? "")
        .filter((target) => target !== layer && !allowed.layers.includes(target))
        .map((target) => `${path} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test("imports only its own packages, and Node only in the shell", () => {
    const wrong = own.flatMap(({ path, code }) =>
      packageImports(code)
        .filter((name) => (name.startsWith("node:") ? allowed.isCore : !allowed.packages.includes(name)))
        .map((name) => `${path} imports ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  if (allowed.isCore)
    test("is pure", () => {
      const wrong = own.flatMap(({ path, code }) =>
        FORBIDDEN_IN_CORE.filter(([, pattern]) => pattern.test(code)).map(([name]) => `${path} uses ${name}`),
      );
      expect(wrong).toEqual([]);
    });

  test("has files of a readable length and with speaking names", () => {
    const wrong = own.flatMap(({ path, text }) => {
      const length = text.split("\n").length;
      const name = path.slice(path.lastIndexOf("/") + 1);
      return [
        ...(length > MOST_LINES && !DATA_FILES.test(path) ? [`${path} has ${length} lines`] : []),
        ...(EMPTY_NAMES.test(name) ? [`${path} says nothing`] : []),
        ...(/^[a-z0-9]+(?:-[a-z0-9]+)*\.ts$/.test(name) ? [] : [`${path} is not kebab-case`]),
      ];
    });
    expect(wrong).toEqual([]);
  });

  test("has no default exports, no barrels, no enums", () => {
    const wrong = own.filter(({ path, code }) => {
      const isEntry = path === "src/cli/entry.ts";
      return (
        /^export default /m.test(code) ||
        /^export \* from/m.test(code) ||
        (!isEntry && /^export \{[^}]*\} from/m.test(code)) ||
        /^(?:export )?enum /m.test(code)
      );
    });
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });
});

test("imports form no cycle between files", () => {
  const edges = new Map(sources.map(({ path, code }) => [path, relativeImports(path, withoutTypeImports(code))]));
  const state = new Map<string, "open" | "done">();
  const cycles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (state.get(path) === "done") return;
    if (state.get(path) === "open") {
      cycles.push([...trail.slice(trail.indexOf(path)), path].join(" -> "));
      return;
    }
    state.set(path, "open");
    for (const next of edges.get(path) ?? []) visit(next, [...trail, path]);
    state.set(path, "done");
  };
  for (const path of edges.keys()) visit(path, []);
  expect(cycles).toEqual([]);
});

function readSources(folder: string): Source[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return readSources(path);
    const text = readFileSync(path, "utf8");
    const posix = path.replaceAll("\\", "/");
    return [{ path: posix, layer: posix.split("/")[1] ?? "", text, code: withoutComments(text) }];
  });
}

/** Comments speak about `process` and others freely. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
}

function withoutTypeImports(code: string): string {
  return code.replace(/^import type [\s\S]*?;$/gm, "");
}

function importedNames(code: string): string[] {
  const statements = code.matchAll(/^(?:import|export)\s[\s\S]*?from\s+"([^"]+)"/gm);
  const calls = code.matchAll(/(?<![.\w])import\("([^"]+)"\)/g);
  return [...statements, ...calls].map((match) => match[1] ?? "");
}

function relativeImports(path: string, code: string): string[] {
  return importedNames(code)
    .filter((name) => name.startsWith("."))
    .map((name) => normalize(join(dirname(path), name)).replaceAll("\\", "/"));
}

function packageImports(code: string): string[] {
  return importedNames(code).filter((name) => !name.startsWith("."));
}
