/**
 * `npm run bench [-- PART…]`: how fast sts-plan is, as ratios measured side by side in one run.
 * Parts: start, lint, plan; none means all. Needs `npm run build` first. Every figure is min / median.
 */
import { existsSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { measureLint } from "./bench/lint.mjs";
import { measurePlans } from "./bench/plan.mjs";
import { measureStartUp } from "./bench/start-up.mjs";

const PARTS = { start: measureStartUp, lint: measureLint, plan: measurePlans };

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: "string", default: "15" }, files: { type: "string", default: "100,1000,10000" } },
});
const unknown = positionals.filter((part) => !Object.hasOwn(PARTS, part));
if (unknown.length > 0) {
  console.error(`bench: unknown part ${unknown.join(", ")}; there are ${Object.keys(PARTS).join(", ")}`);
  process.exit(2);
}
if (!existsSync("dist")) {
  console.error("bench: nothing is built yet; run `npm run build`");
  process.exit(2);
}
const options = { runs: Number(values.runs), files: values.files.split(",").map(Number) };
console.log(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "CPU"}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB\n`,
);
for (const part of positionals.length > 0 ? positionals : Object.keys(PARTS)) await PARTS[part](options);
