/** Runs commands and says what they cost. */
import { spawn, spawnSync } from "node:child_process";
import { accessSync, constants, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";

export const CLI = ["node", "bin/sts-plan.cjs"];

/** CPU time comes from bash's `time`, so that every program is measured alike, with all its threads. */
const TIMED = ["bash", "-c", 'TIMEFORMAT="%U %S"; exec 3>&2; { time "$@" >/dev/null 2>/dev/null ; } 2>&3', "bench"];
const LONGEST_RUN = 240_000;

/** One run: wall and CPU milliseconds, exit status. NaN for what was not finished in four minutes. */
function run(command) {
  const [program, ...rest] = [...TIMED, ...command];
  const started = process.hrtime.bigint();
  const result = spawnSync(program, rest, { encoding: "utf8", timeout: LONGEST_RUN, stdio: ["ignore", 1, "pipe"] });
  const wall = Number(process.hrtime.bigint() - started) / 1e6;
  if (result.status === null) return { wall: Number.NaN, cpu: Number.NaN, status: undefined };
  const [user = 0, system = 0] = result.stderr.trim().split("\n").at(-1).split(" ").map(Number);
  return { wall, cpu: (user + system) * 1000, status: result.status };
}

/** One run with nothing around it: wall milliseconds alone. */
function runBare([program, ...rest]) {
  const started = process.hrtime.bigint();
  const { status } = spawnSync(program, rest, { stdio: "ignore" });
  return { wall: Number(process.hrtime.bigint() - started) / 1e6, cpu: Number.NaN, status };
}

/** Peak memory of a command in MiB, as the kernel counts it; NaN where that cannot be asked (Linux only). */
export function peakMemory([program, ...rest]) {
  return new Promise((resolve) => {
    const child = spawn(program, rest, { stdio: "ignore" });
    let peak = Number.NaN;
    const timer = setInterval(() => {
      peak = highWaterMark(child.pid) ?? peak;
    }, 10);
    const limit = setTimeout(() => child.kill(), LONGEST_RUN);
    child.on("exit", () => {
      clearInterval(timer);
      clearTimeout(limit);
      resolve(peak);
    });
  });
}

function highWaterMark(pid) {
  try {
    const [, kilobytes] = /VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}

/** Runs each command in turn, `rounds` times over, so that a busy moment hits all of them. */
export function interleave(commands, rounds, { isBare = false } = {}) {
  const samples = commands.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, command] of commands.entries()) samples[index].push((isBare ? runBare : run)(command));
  }
  return samples.map((runs) => ({
    wall: summary(runs.map(({ wall }) => wall)),
    cpu: summary(runs.map(({ cpu }) => cpu)),
    status: runs[0].status,
  }));
}

function summary(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return { min: sorted[0], median: sorted[Math.floor(sorted.length / 2)] };
}

/** How cost grows with size between two measurements: 1 is linear. Empty without one before. */
export function growth(before, { cost, size }) {
  if (before === undefined) return "";
  return (Math.log(cost / before.cost) / Math.log(size / before.size)).toFixed(2);
}

export function isOnPath(program) {
  return (process.env.PATH ?? "").split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

export function table(title, rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)));
  console.log(title);
  for (const row of rows)
    console.log(`  ${row.map((cell, column) => String(cell).padEnd(widths[column])).join("  ")}`.trimEnd());
  console.log();
}

export const ms = ({ min, median }) => (Number.isNaN(min) ? "-" : `${min.toFixed(0)} / ${median.toFixed(0)} ms`);
export const mib = (peak) => (Number.isNaN(peak) ? "-" : `${peak.toFixed(0)} MiB`);
