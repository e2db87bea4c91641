import { expect, test } from "vitest";
import { claimName, podName } from "../../src/kubernetes/pod-of-set.ts";
import { ordinalOf, parentOf } from "../../src/simulate/names.ts";

test.each([
  ["web-0", "web", 0],
  ["web-1-10", "web-1", 10],
  ["web-007", "web", 7],
  ["-3", "", 3],
  ["web-2147483647", "web", 2147483647],
  ["web-2147483648", "web", -1],
  ["web", "", -1],
  ["web-a1", "", -1],
  ["web-1a", "", -1],
  ["", "", -1],
])("%s belongs to %s and has ordinal %i", (name, parent, ordinal) => {
  expect([parentOf(name), ordinalOf(name)]).toEqual([parent, ordinal]);
});

test("an ordinal past 32 bits gives the name that the controller makes of it", () => {
  expect(podName("web", 2147483647)).toBe("web-2147483647");
  expect(podName("web", 2147483648)).toBe("web--1");
  expect(claimName("data", "web", 2147483648)).toBe("data-web-1");
  expect(claimName("data", "web", 3)).toBe("data-web-3");
});
