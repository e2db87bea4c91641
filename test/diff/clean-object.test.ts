import { expect, test } from "vitest";
import { cleanObject, maskSecrets } from "../../src/diff/clean-object.ts";

test("status and what the server wrote into metadata is left out, the author's words stay", () => {
  const live = {
    kind: "StatefulSet",
    metadata: {
      name: "web",
      uid: "1",
      resourceVersion: "7",
      generation: 3,
      creationTimestamp: "2024-01-01T00:00:00Z",
      managedFields: [{}],
      annotations: { "kubectl.kubernetes.io/last-applied-configuration": "{}", team: "a" },
    },
    spec: { replicas: 1 },
    status: { replicas: 1 },
  };
  expect(cleanObject(live)).toEqual({
    kind: "StatefulSet",
    metadata: { name: "web", annotations: { team: "a" } },
    spec: { replicas: 1 },
  });
});

test("no value of a Secret is shown, a changed one is told from an equal one", () => {
  const before = { kind: "Secret", data: { password: "aHVudGVyMg==", user: "YWRtaW4=" } };
  const after = { kind: "Secret", stringData: { password: "correct horse", user: "admin" } };
  const [old, now] = maskSecrets(before, after);
  expect(old).toEqual({ kind: "Secret", data: { password: "<set>", user: "<set>" } });
  expect(now).toEqual({ kind: "Secret", data: { password: "<changed>", user: "<set>" } });
  expect(JSON.stringify([old, now])).not.toMatch(/aHVudGVy|correct|horse/);
});
