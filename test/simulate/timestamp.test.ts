import fc from "fast-check";
import { expect, test } from "vitest";
import { secondsOf } from "../../src/simulate/timestamp.ts";

test("agrees with the calendar of JavaScript", () => {
  const moment = fc.date({ min: new Date("1970-01-01"), max: new Date("2400-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(moment, (date) => {
      expect(secondsOf(date.toISOString())).toBe(Math.floor(date.getTime() / 1000));
    }),
  );
});

test.each([
  ["2026-03-01T02:00:00+02:00", "2026-03-01T00:00:00Z"],
  ["2026-02-28T22:30:00-01:30", "2026-03-01T00:00:00Z"],
])("%s is %s", (local, utc) => {
  expect(secondsOf(local)).toBe(secondsOf(utc));
});

test("other texts are no time", () => {
  expect(["", "2026-03-01", "yesterday"].map(secondsOf)).toEqual([undefined, undefined, undefined]);
});
