import { expect, test } from "vitest";
import { readInputs } from "../../src/io/read-inputs.ts";
import { memoryHost } from "../cli/memory-host.ts";

const FILES = {
  "a.yml": "a",
  "k8s/web.yaml": "w",
  "k8s/db.json": "d",
  "k8s/notes.txt": "n",
  "k8s/more/deep.yml": "p",
  "odd,name.yml": "o",
  "locked.yml": null,
};

async function names(paths: readonly string[], isRecursive = false): Promise<{ read: string[]; problems: string[] }> {
  const { sources, problems } = await readInputs(paths, memoryHost(FILES, { stdin: "s" }), { isRecursive });
  return { read: sources.map((source) => source.name), problems: problems.map((problem) => problem.name) };
}

test.for([
  ["a file whatever its name", ["k8s/notes.txt"], ["k8s/notes.txt"]],
  ["the manifests of a directory, sorted", ["k8s/"], ["k8s/db.json", "k8s/web.yaml"]],
  ["two paths with a comma", ["a.yml,k8s"], ["a.yml", "k8s/db.json", "k8s/web.yaml"]],
  ["a file with a comma in its name", ["odd,name.yml"], ["odd,name.yml"]],
  ["standard input, once", ["-", "-"], ["<stdin>"]],
  ["a glob that the shell left alone", ["k8s/*.y*ml"], ["k8s/web.yaml"]],
  ["a glob over folders", ["*/*/d??p.yml"], ["k8s/more/deep.yml"]],
  ["a file once, however often it is named", ["a.yml", "./a.yml"], ["a.yml"]],
] as const)("reads %s", async ([, paths, expected]) => {
  expect(await names(paths)).toEqual({ read: expected, problems: [] });
});

test("reads subdirectories when asked", async () => {
  expect((await names(["k8s"], true)).read).toEqual(["k8s/db.json", "k8s/more/deep.yml", "k8s/web.yaml"]);
});

test("what cannot be read does not hide the rest", async () => {
  expect(await names(["nothing.yml", "locked.yml", "a.yml"])).toEqual({
    read: ["a.yml"],
    problems: ["file-not-found", "file-not-readable"],
  });
});
