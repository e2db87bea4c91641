import { expect, test } from "vitest";
import { progressOn } from "../../src/cli/progress.ts";

function terminal(isTerminal: boolean) {
  const written: string[] = [];
  return { written, isTerminal, columns: 80, write: (text: string) => written.push(text) };
}

test("a terminal hears of a run that takes longer than a second, now and then, and is left clean", () => {
  const sink = terminal(true);
  let time = 0;
  const progress = progressOn(sink, () => time);
  for (let done = 0; done < 2000; done++) {
    time = done;
    progress.tell(done, 2000);
  }
  progress.end();
  expect(sink.written.slice(0, 2)).toEqual(["\r\u001b[K1000 of 2000 files", "\r\u001b[K1200 of 2000 files"]);
  expect(sink.written).toHaveLength(6);
  expect(sink.written.at(-1)).toBe("\r\u001b[K");
});

test.each([
  ["a pipe", false, 5000],
  ["a short run", true, 900],
])("%s hears nothing", (_name, isTerminal, until) => {
  const sink = terminal(isTerminal);
  let time = 0;
  const progress = progressOn(sink, () => time);
  for (; time < until; time += 10) progress.tell(time, until);
  progress.end();
  expect(sink.written).toEqual([]);
});
