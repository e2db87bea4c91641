#!/usr/bin/env node
"use strict";
/**
 * Starts the program: runs the bundle through V8's code cache, so that nothing has to be compiled again. A cache
 * belongs to one Node version; when there is none for this one, it is made after the run, if the place can be
 * written to. Without a cache everything works, a little later.
 */
const { readFileSync, renameSync, writeFileSync } = require("node:fs");
const { Script } = require("node:vm");

const BUNDLE = `${__dirname}/../dist/sts-plan.cjs`;
const CACHE = `${__dirname}/../dist/sts-plan-${process.version}-${process.platform}-${process.arch}.cache`;

function loadProgram() {
  const cachedData = readCache();
  const script = new Script(readFileSync(BUNDLE, "latin1"), { filename: BUNDLE, cachedData });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, require, module, BUNDLE, __dirname);
  return { script, exports: module.exports, hasCache: cachedData !== undefined && script.cachedDataRejected !== true };
}

function readCache() {
  try {
    return readFileSync(CACHE);
  } catch {
    return undefined;
  }
}

/** In one step, so that another process never reads half a cache. */
function saveCache({ script }) {
  const draft = `${CACHE}.${process.pid}`;
  writeFileSync(draft, script.createCachedData());
  renameSync(draft, CACHE);
}

async function run() {
  const program = loadProgram();
  const { main, nodeHost } = program.exports;
  process.exitCode = await main(process.argv.slice(2), nodeHost());
  if (program.hasCache) return;
  try {
    saveCache(program);
  } catch {
    // A read-only installation stays without.
  }
}

if (require.main === module) run();
else module.exports = { loadProgram, saveCache };
