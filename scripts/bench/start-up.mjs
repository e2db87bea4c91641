/** Start-up: process start to exit, against an empty Node process. */
import { CLI, interleave, ms, table } from "./measure.mjs";

const EXAMPLE = "fixtures/examples/redis-sts.yml";

export function measureStartUp({ runs }) {
  const cases = [
    ["node -e 0", ["node", "-e", "0"]],
    ["--help", [...CLI, "--help"]],
    ["apply -f redis-sts.yml", [...CLI, "apply", "-f", EXAMPLE]],
    ["lint redis-sts.yml", [...CLI, "lint", EXAMPLE]],
  ];
  const results = interleave(
    cases.map(([, command]) => command),
    Math.max(runs, 5) * 2,
    { isBare: true },
  );
  const empty = results[0];
  table("Start-up (wall, min / median; ratio to an empty Node process)", [
    ["command", "wall", "ratio of min", "ratio of median", "exit"],
    ...results.map((result, index) => [
      cases[index][0],
      ms(result.wall),
      (result.wall.min / empty.wall.min).toFixed(2),
      (result.wall.median / empty.wall.median).toFixed(2),
      result.status,
    ]),
  ]);
}
