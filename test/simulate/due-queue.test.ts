import fc from "fast-check";
import { expect, test } from "vitest";
import { DueQueue } from "../../src/simulate/due-queue.ts";

test("gives everything back, earliest first", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50)), (times) => {
      const queue = new DueQueue<string>();
      for (const at of times) queue.push(at, `at ${at}`);
      const taken: number[] = [];
      for (let entry = queue.pop(); entry !== undefined; entry = queue.pop()) {
        expect(entry.item).toBe(`at ${entry.at}`);
        taken.push(entry.at);
      }
      expect(taken).toEqual(times.toSorted((a, b) => a - b));
      expect(queue.peek()).toBeUndefined();
    }),
  );
});
