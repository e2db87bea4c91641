import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { main } from "../../../src/cli/main.ts";
import { filesBelow, memoryHost } from "../../cli/memory-host.ts";

const schema = JSON.parse(readFileSync("schemas/plan-report.schema.json", "utf8"));
const validate = new Ajv({ allErrors: true, strictTuples: false, allowUnionTypes: true }).compile(schema);

const FILES = {
  ...filesBelow("fixtures/examples"),
  ...filesBelow("fixtures/cli/delete"),
  ...filesBelow("fixtures/cli/apply-over"),
  ...filesBelow("fixtures/cli/live-state"),
};

interface Answered {
  readonly plans: readonly {
    readonly action: string;
    readonly outcome: string;
    readonly steps: readonly { readonly action: string; readonly pod: string | null }[];
    readonly claims: readonly { readonly name: string; readonly fate: string }[];
    readonly dataRisk: string;
    readonly change: { readonly pods: readonly { readonly name: string; readonly fate: string }[] } | null;
  }[];
  readonly diagnostics: readonly { readonly source: string; readonly message: string }[];
  readonly answers: readonly { readonly lines: readonly string[]; readonly exitStatus: number }[];
}

async function run(argv: readonly string[]): Promise<{ readonly report: Answered; readonly status: number }> {
  const host = memoryHost(FILES);
  const status = await main([...argv, "-o", "json"], host);
  expect(host.output.stderr).toBe("");
  return { report: JSON.parse(host.output.stdout), status };
}

describe("the JSON of every verb keeps the schema", () => {
  test.for([
    ["scale sts/web --replicas=5 -f web.yml", 0],
    ["scale sts/web --replicas=0 -f delete.yml", 0],
    ["set image sts/web nginx=nginx:2 -f retain.yml --never-ready web-1@new", 1],
    ["set image sts/web other=nginx:2 -f retain.yml", 1],
    ["patch sts/web -p spec:{serviceName:other} -f retain.yml --type=merge", 0],
    ["delete sts/web -f delete.yml", 0],
    ["delete sts/web --cascade=orphan -f delete.yml", 0],
    ["delete pod/web-1 pvc/www-web-1 -f retain.yml", 0],
    ["rollout restart sts/web -f retain.yml --then apply", 0],
    ["rollout undo sts/web --state broken.yaml", 1],
    ["rollout status sts/web --state working.yaml", 0],
    ["rollout history sts/web --state working.yaml", 0],
    ["apply -f new.yml --from old.yml", 0],
    ["apply -f other-service.yml --from old.yml", 1],
    ["apply -f new.yml --state working.yaml", 1],
  ] as const)("%s", async ([line, expected]) => {
    const { report, status } = await run(line.split(" "));
    validate(report);
    expect(validate.errors ?? []).toEqual([]);
    if (!line.startsWith("patch")) expect(status, JSON.stringify(report.answers)).toBe(expected);
  });
});

/** The Pods that are made and deleted, in their order. */
function comings({ plans }: Answered): string[] {
  const steps = plans[0]?.steps ?? [];
  return steps.flatMap(({ action, pod }) => (/^(?:create|delete)-pod$/.test(action) ? [`${action} ${pod}`] : []));
}

describe("what the plans say", () => {
  test("scale 2 to 5 to 3: upwards in order, downwards in the other; claims stay", async () => {
    const { report } = await run([
      "scale",
      "sts/web",
      "--replicas=5",
      "-f",
      "web.yml",
      "--then",
      "scale sts/web --replicas=3",
    ]);
    expect(comings(report)).toEqual([
      "create-pod web-2",
      "create-pod web-3",
      "create-pod web-4",
      "delete-pod web-4",
      "delete-pod web-3",
    ]);
    expect(report.plans[0]?.claims.map(({ name, fate }) => `${name} ${fate}`)).toEqual([
      "www-web-0 keep",
      "www-web-1 keep",
      "www-web-2 create",
      "www-web-3 orphan",
      "www-web-4 orphan",
    ]);
  });

  test.each([
    ["retain.yml", "orphan", "none"],
    ["delete.yml", "delete", "loss"],
  ])("a set of %s that is deleted: its claims %s", async (file, fate, dataRisk) => {
    const { report } = await run(["delete", "sts", "web", "-f", file]);
    const [plan] = report.plans;
    expect(plan).toMatchObject({ action: "delete", outcome: "no-set", dataRisk });
    expect(new Set(plan?.claims.map((claim) => claim.fate))).toEqual(new Set([fate]));
    expect(report.answers[0]?.lines).toEqual(['statefulset.apps "web" deleted from default namespace']);
  });

  test("orphans are adopted by the set that is applied again, and nothing restarts", async () => {
    const { report } = await run(["delete", "sts/web", "--cascade=orphan", "-f", "retain.yml", "--then", "apply"]);
    expect(comings(report)).toEqual([]);
    expect(report.plans[0]?.change?.pods.map(({ fate }) => fate)).toEqual(["stays", "stays", "stays"]);
  });

  test("a partition holds back, a Pod that is deleted comes back old", async () => {
    const { report } = await run([
      ...[
        "patch",
        "sts/web",
        "-p",
        '{"spec":{"updateStrategy":{"rollingUpdate":{"partition":3}}}}',
        "-f",
        "retain.yml",
      ],
      ...["--then", "set image sts/web nginx=nginx:2", "--then", "delete pod/web-1"],
    ]);
    expect(comings(report)).toEqual(["create-pod web-1"]);
    expect(report.plans[0]?.change?.pods.map(({ fate }) => fate)).toEqual(["held-back", "held-back", "held-back"]);
  });

  test("a failing command stops those behind it", async () => {
    const { report, status } = await run([
      ...["set", "image", "sts/web", "nope=x:1", "-f", "retain.yml"],
      ...["--then", "scale sts/web --replicas=1"],
    ]);
    expect(status).toBe(1);
    expect(report.answers).toEqual([
      {
        command: "kubectl set image sts/web nope=x:1",
        lines: ['error: unable to find container named "nope"'],
        exitStatus: 1,
      },
    ]);
    expect(comings(report)).toEqual([]);
  });

  test("the server's refusal stands at its field", async () => {
    const { report } = await run(["apply", "-f", "other-service.yml", "--from", "old.yml"]);
    expect(report.plans[0]).toMatchObject({ action: "refused", outcome: "refused", steps: [] });
    expect(report.diagnostics.filter(({ source }) => source === "api-server").map(({ message }) => message)).toEqual([
      'spec.serviceName: Invalid value: "other": field is immutable',
    ]);
  });

  test("a live state goes on while the command is typed", async () => {
    const { report } = await run(["scale", "sts/web", "--replicas=1", "--state", "working.yaml"]);
    expect(comings(report).slice(0, 2)).toEqual(["delete-pod web-2", "delete-pod web-1"]);
  });
});
