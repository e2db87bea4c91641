import { expect, test } from "vitest";
import { unifiedDiff } from "../../src/model/unified-diff.ts";

const letters = (text: string): string => text.split("").join("\n");

test("equal texts have no diff", () => {
  expect(unifiedDiff("a\nb", "a\nb")).toBe("");
});

test("a change stands between three lines on each side", () => {
  expect(unifiedDiff(letters("abcdefgh"), letters("abcdXfgh"))).toBe(
    "@@ -2,7 +2,7 @@\n b\n c\n d\n-e\n+X\n f\n g\n h\n",
  );
});

test("changes share a hunk up to six lines apart", () => {
  const near = unifiedDiff(letters("abcdefghij"), letters("Xbcdefghij").replace("h", "Y"));
  expect(near.match(/^@@.*/gm)).toEqual(["@@ -1,10 +1,10 @@"]);
  const far = unifiedDiff(letters("abcdefghij"), letters("Xbcdefghij").replace("i", "Y"));
  expect(far.match(/^@@.*/gm)).toEqual(["@@ -1,4 +1,4 @@", "@@ -6,5 +6,5 @@"]);
});

test("a range of one line has no length, an empty one stands before its place", () => {
  expect(unifiedDiff("a", "b")).toBe("@@ -1 +1 @@\n-a\n+b\n");
  expect(unifiedDiff("a\nb", "b")).toBe("@@ -1,2 +1 @@\n-a\n b\n");
});

test("the longest common block is found before shorter ones", () => {
  expect(unifiedDiff("a\nb", "a\nc\na\nb")).toBe("@@ -1,2 +1,4 @@\n+a\n+c\n a\n b\n");
});
