import fc from "fast-check";
import { expect, test } from "vitest";
import { OrdinalSet } from "../../src/simulate/ordinal-set.ts";

const ordinal = fc.oneof(fc.nat(70), fc.nat(5000), fc.nat(2 ** 31), fc.constantFrom(31, 32, 1023, 1024, 2 ** 31 - 1));

test("behaves as a sorted list does", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), ordinal)), fc.array(ordinal), (changes, probes) => {
      const set = new OrdinalSet();
      const model = new Set<number>();
      for (const [present, value] of changes) {
        set.put(value, present);
        if (present) model.add(value);
        else model.delete(value);
      }
      const sorted = [...model].sort((a, b) => a - b);
      expect(set.size).toBe(sorted.length);
      for (const probe of [...probes, ...sorted, 0]) {
        expect(set.has(probe)).toBe(model.has(probe));
        expect(set.next(probe)).toBe(sorted.find((value) => value >= probe) ?? -1);
        expect(set.prev(probe)).toBe(sorted.findLast((value) => value <= probe) ?? -1);
      }
    }),
  );
});

test("an empty set has no neighbours, and clear empties it", () => {
  const set = new OrdinalSet();
  expect([set.next(0), set.prev(5), set.prev(-1)]).toEqual([-1, -1, -1]);
  set.add(7);
  set.clear();
  expect([set.size, set.next(0), set.has(7)]).toEqual([0, -1, false]);
});
