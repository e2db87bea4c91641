/** Runs commands and says what they cost. */
import { spawnSync } from "node:child_process";
import { accessSync, constants, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

export const CLI = ["node", "bin/sts-plan.cjs"];

/**
 * One run: wall and CPU milliseconds (all threads), peak memory in MiB where the process is Node, exit status.
 * `cpu` comes from bash's `time`, so that every program is measured alike.
 */
export function run(command, { cwd = process.cwd(), input } = {}) {
  const started = process.hrtime.bigint();
  const result = spawnSync(
    "bash",
    ["-c", 'TIMEFORMAT="%U %S"; exec 3>&2; { time "$@" >/dev/null 2>/dev/null ; } 2>&3', "bench", ...command],
    { cwd, input, encoding: "utf8", maxBuffer: 2 ** 30 },
  );
  const wall = Number(process.hrtime.bigint() - started) / 1e6;
  const [user = 0, system = 0] = result.stderr.trim().split("\n").at(-1).split(" ").map(Number);
  return { wall, cpu: (user + system) * 1000, status: result.status };
}

/** Peak memory of a Node command in MiB, asked of the process itself at its end. */
export function peakMemory(command, { cwd = process.cwd() } = {}) {
  const report =
    "process.on('exit',()=>require('node:fs').writeSync(2,'\\nmaxRSS '+process.resourceUsage().maxRSS+'\\n'))";
  const folder = mkdtempSync(join(tmpdir(), "sts-plan-bench-"));
  const hook = join(folder, "hook.cjs");
  spawnSync("node", ["-e", `require('node:fs').writeFileSync(${JSON.stringify(hook)}, ${JSON.stringify(report)})`]);
  const [node, ...rest] = command;
  const result = spawnSync(node, ["-r", hook, ...rest], { cwd, encoding: "utf8", maxBuffer: 2 ** 30 });
  rmSync(folder, { recursive: true });
  return Number(/maxRSS (\d+)/.exec(result.stderr)?.[1] ?? Number.NaN) / 1024;
}

/** Runs each command in turn, `rounds` times over, so that a busy moment hits all of them. */
export function interleave(commands, rounds, options) {
  const samples = commands.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, command] of commands.entries()) samples[index].push(run(command, options));
  }
  return samples.map((runs) => ({
    wall: summary(runs.map((r) => r.wall)),
    cpu: summary(runs.map((r) => r.cpu)),
    status: runs[0].status,
  }));
}

function summary(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return { min: sorted[0], median: sorted[Math.floor(sorted.length / 2)] };
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

export const ms = ({ min, median }) => `${min.toFixed(0)} / ${median.toFixed(0)} ms`;
