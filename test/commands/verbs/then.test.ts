import { describe, expect, test } from "vitest";
import { resourceArguments } from "../../../src/commands/verbs/resource-arguments.ts";
import { parseThen } from "../../../src/commands/verbs/then.ts";

const APPLY = {
  command: "kubectl apply -f web.yml",
  perform: () => ({ lines: [], exitStatus: 0 as const, operations: [], about: [] }),
};

describe("--then", () => {
  test.each([
    ["scale sts/web --replicas=3", "kubectl scale sts/web --replicas=3"],
    ["kubectl scale sts web --replicas 3", "kubectl scale sts web --replicas=3"],
    [`patch sts/web -p '{"spec":{"replicas":3}}'`, `kubectl patch sts/web -p '{"spec":{"replicas":3}}'`],
    [`patch sts/web -p "{\\"a\\":1}" --type=merge`, `kubectl patch sts/web -p '{"a":1}' --type=merge`],
    ["set image sts/web '*=nginx:2'", "kubectl set image sts/web '*=nginx:2'"],
    ["delete pod web-0 --cascade orphan", "kubectl delete pod web-0 --cascade=orphan"],
    ["delete pods --all", "kubectl delete pods --all"],
    ["rollout undo sts/web --to-revision=2", "kubectl rollout undo sts/web --to-revision=2"],
    ["apply", "kubectl apply -f web.yml"],
  ])("%s", (text, command) => {
    expect(parseThen(text, APPLY).command).toBe(command);
  });

  test("a time in front counts from the command before", () => {
    expect(parseThen("+5s delete pod/web-1", APPLY)).toMatchObject({ command: "kubectl delete pod/web-1", after: 5 });
    expect(parseThen("+0 apply", APPLY)).toMatchObject({ after: 0 });
    expect(parseThen("apply", APPLY).after).toBeUndefined();
  });

  test.each([
    ["scale sts/web --replicas", "flag needs an argument: --replicas"],
    ["scale sts/web --to=3", "--then: scale has no option --to."],
    ["rollout undo sts/web --to-revision=x", "--then: --to-revision takes a whole number, 0 or more."],
    ["scale 'sts/web", `--then "scale 'sts/web": a quote is left open.`],
    ["fly sts/web", '--then "fly sts/web" is no command that sts-plan knows.'],
    ["apply -f other.yml", '--then "apply -f other.yml": what to apply cannot be named here.'],
    ["patch sts/web --patch-file p.yml", "--then: --patch-file reads a file, which is not possible here."],
  ])("%s is refused", (text, message) => {
    expect(() => parseThen(text, APPLY)).toThrow(message);
  });
});

describe("resources as kubectl takes them", () => {
  test.each([
    [["sts/web"], [{ kind: "statefulset", name: "web" }]],
    [
      ["StatefulSet", "web", "db"],
      [
        { kind: "statefulset", name: "web" },
        { kind: "statefulset", name: "db" },
      ],
    ],
    [
      ["statefulsets.apps/web", "po/web-0"],
      [
        { kind: "statefulset", name: "web" },
        { kind: "pod", name: "web-0" },
      ],
    ],
    [["pvc", "data-web-0"], [{ kind: "persistentvolumeclaim", name: "data-web-0" }]],
    [[], []],
  ])("%j", (words, expected) => {
    expect(resourceArguments({ words, kindAlone: "error" })).toEqual(expected);
  });

  test("a kind alone stands for all of them where kubectl takes it so", () => {
    expect(resourceArguments({ words: ["sts"], kindAlone: "all" })).toEqual([{ kind: "statefulset", name: undefined }]);
  });

  test.each([
    [["sts"], "resource(s) were provided, but no name was specified"],
    [["web"], `the server doesn't have a resource type "web"`],
    [["sts/web", "db"], "there is no need to specify a resource type as a separate argument"],
    [["sts/web/0"], "arguments in resource/name form must have a single resource and name"],
    [["deploy/web"], "deploy is nothing that sts-plan plans."],
  ])("%j is refused", (words, message) => {
    expect(() => resourceArguments({ words, kindAlone: "error" })).toThrow(message);
  });
});
