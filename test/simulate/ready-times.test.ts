import fc from "fast-check";
import { expect, test } from "vitest";
import type { LivePod } from "../../src/simulate/live-pod.ts";
import { ReadyTimes } from "../../src/simulate/ready-times.ts";

test("finds the next second as a plain search does, in any order of questions", () => {
  const step = fc.tuple(fc.constantFrom("add", "delete", "ask"), fc.nat(12), fc.nat(12));
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const times = new ReadyTimes();
      const pods: LivePod[] = [];
      for (const [what, readyAt, which] of steps) {
        const pod = pods[which];
        if (what === "add") {
          const added = { readyAt } as LivePod;
          pods.push(added);
          times.add(added);
        } else if (what === "delete" && pod !== undefined) {
          times.delete(pod);
          pods.splice(which, 1);
        }
        const after = pods.map((one) => one.readyAt).filter((at) => at > readyAt);
        expect(times.nextAfter(readyAt)).toBe(after.length === 0 ? undefined : Math.min(...after));
        expect(times.at(readyAt).size).toBe(pods.filter((one) => one.readyAt === readyAt).length);
      }
    }),
  );
});
