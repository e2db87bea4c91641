/**
 * `npm run build`: bundles the program into `dist/sts-plan.cjs` and lays V8's code cache beside it.
 * The cache is taken after typical runs, so that it holds the functions that those need. It fits the Node that
 * built it; another Node makes its own at its first run (see bin/sts-plan.cjs).
 */

import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const require = createRequire(import.meta.url);

/** commander loads child_process for subcommands that are programs of their own; there are none, and it costs 3 ms. */
const lazyChildProcess = {
  name: "lazy-child-process",
  setup(build) {
    build.onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      importer.includes("/commander/") ? { path: "child_process", namespace: "lazy" } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: "lazy" }, () => ({
      contents: "exports.spawn = (...args) => require('node:child_process').spawn(...args);",
      loader: "js",
    }));
  },
};

await bundle();
await warmUp();

async function bundle() {
  rmSync(`${root}dist`, { recursive: true, force: true });
  mkdirSync(`${root}dist`);
  await build({
    entryPoints: [`${root}src/cli/entry.ts`],
    outfile: `${root}dist/sts-plan.cjs`,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    charset: "ascii",
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "none",
    logLevel: "warning",
    // The loader runs the text as a plain script, which cannot import.
    plugins: [lazyChildProcess],
    supported: { "dynamic-import": false },
    // One function expression: the loader calls it as Node calls a module.
    banner: { js: "(function(exports,require,module,__filename,__dirname){" },
    footer: { js: "\n})" },
  });
}

async function warmUp() {
  const { loadProgram, saveCache } = require(`${root}bin/sts-plan.cjs`);
  const program = loadProgram();
  const { main } = program.exports;
  const example = new TextEncoder().encode(readFileSync(`${root}fixtures/examples/redis-sts.yml`, "utf8"));
  for (const argv of [
    ["apply", "-f", "redis-sts.yml"],
    ["apply", "-f", "redis-sts.yml", "-o", "json"],
    ["lint", "redis-sts.yml"],
  ]) {
    const code = await main(argv, silentHost(example));
    if (code > 1) throw new Error(`sts-plan ${argv.join(" ")} ends with ${code}`);
  }
  saveCache(program);
}

/** A machine with one file, whose output goes nowhere but into an error. */
function silentHost(bytes) {
  const sink = { isTerminal: false, columns: undefined, write: () => {} };
  return {
    env: {},
    stdout: sink,
    stderr: { ...sink, write: (text) => process.stderr.write(text) },
    kindOf: (path) => (path === "redis-sts.yml" ? "file" : undefined),
    readFile: () => bytes,
    listDirectory: () => [],
    readStandardInput: async () => new Uint8Array(),
    writeFile: () => {},
    run: async () => ({ status: undefined, stdout: new Uint8Array(), stderr: "" }),
    displayName: (path) => path,
  };
}
