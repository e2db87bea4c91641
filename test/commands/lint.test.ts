import { describe, expect, test } from "vitest";
import type { CommandInput, OptionValues } from "../../src/commands/command.ts";
import { lintCommand } from "../../src/commands/lint.ts";
import type { LintReport } from "../../src/model/report.ts";

const SET = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  serviceName: nginx
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - {name: web, image: "registry.example.test/web:1"}
`;
const SERVICE = `apiVersion: v1
kind: Service
metadata:
  name: nginx
spec:
  clusterIP: None
  selector: {app: web}
`;

type Files = Readonly<Record<string, string>>;

function lint(files: Files, options: OptionValues = {}, others: Readonly<Record<string, Files>> = {}): LintReport {
  const toSources = (named: Files) => Object.entries(named).map(([name, text]) => ({ name, text }));
  const input: CommandInput = {
    sources: (attribute) => toSources(attribute === "filename" ? files : (others[attribute] ?? {})),
    problems: [],
  };
  const report = lintCommand.run(options, input);
  if (report.kind !== "LintReport") throw new Error(`unexpected ${report.kind}`);
  return report;
}

function places({ diagnostics }: LintReport): string[] {
  return diagnostics.map(({ file, range, severity, rule }) => `${file}:${range.start.line} ${severity} ${rule}`);
}

test("a sound set with its Service is silent", () => {
  const report = lint({ "sts.yaml": SET, "svc.yaml": SERVICE });
  expect(report.diagnostics).toEqual([]);
  expect(report.isFailing).toBe(false);
  expect(report.checked.map(({ object }) => object)).toEqual(["StatefulSet default/web", "Service default/nginx"]);
});

describe("across files", () => {
  const wrong = SERVICE.replace("app: web", "app: wep");

  test("both places are named", () => {
    const report = lint({ "sts.yaml": SET, "svc.yaml": wrong });
    expect(places(report)).toEqual(["svc.yaml:7 error STS205"]);
    expect(report.diagnostics[0]?.related.map(({ range }) => `${range.file}:${range.start.line}`)).toEqual([
      "sts.yaml:9",
    ]);
    expect(report.isFailing).toBe(true);
  });

  test("context is read, but only what concerns the files given is reported", () => {
    const context = {
      "svc.yaml": wrong,
      "other.yaml": SET.replace("name: web", "name: other")
        .replaceAll("app: web", "app: other")
        .replace("nginx", "x.y"),
    };
    expect(places(lint({ "sts.yaml": SET }, {}, { context }))).toEqual(["svc.yaml:7 error STS205"]);
  });
});

describe("the command line", () => {
  const single = { "sts.yaml": SET };

  test.each<[string, OptionValues, string[], boolean]>([
    ["nothing", {}, ["sts.yaml:6 info STS212"], false],
    ["--fail-on info", { failOn: "info" }, ["sts.yaml:6 info STS212"], true],
    ["--exclude by name", { exclude: ["governing-service-missing"] }, [], false],
    ["--include advice", { include: ["STS418,STS426"] }, ["sts.yaml:5 info STS418", "sts.yaml:6 info STS212"], false],
    ["--only", { only: ["STS418"] }, ["sts.yaml:5 info STS418"], false],
  ])("%s", (_, options, expected, isFailing) => {
    const report = lint(single, options);
    expect(places(report)).toEqual(expected);
    expect(report.isFailing).toBe(isFailing);
  });

  test("--strict: what is missing is an error", () => {
    expect(places(lint(single, { strict: true }))).toContain("sts.yaml:6 error STS212");
  });

  test("--max-warnings", () => {
    const zero = { "sts.yaml": SET.replace("    spec:\n", "    spec:\n      terminationGracePeriodSeconds: 0\n") };
    expect(lint(zero, { maxWarnings: 1 }).isFailing).toBe(false);
    expect(lint(zero, { maxWarnings: 0 }).isFailing).toBe(true);
  });

  test("an unknown rule is a mistake of usage", () => {
    expect(() => lint(single, { exclude: ["STS2O4"] })).toThrow(/no rule "STS2O4"/);
  });
});

describe("the config file", () => {
  const config = (text: string) => ({ config: { ".sts-plan.yaml": text } });

  test("sets severities, versions and ignores", () => {
    const text = `kubernetesVersion: "1.36"\nrules: {STS212: warning}\nfailOn: warning\n`;
    const report = lint({ "sts.yaml": SET }, {}, config(text));
    expect(report.kubernetesVersion).toBe("1.36.3");
    expect(places(report)).toEqual(["sts.yaml:6 warning STS212"]);
    expect(report.isFailing).toBe(true);
    const ignoring = lint({ "sts.yaml": SET }, {}, config("ignore: [{rules: [STS212], reason: elsewhere}]\n"));
    expect(ignoring.diagnostics).toEqual([]);
    expect(ignoring.suppressed.map(({ kind, reason }) => [kind, reason])).toEqual([["external", "elsewhere"]]);
  });

  test("gives way to the command line", () => {
    const options = { kubernetesVersion: "1.31", failOn: "never" };
    const report = lint({ "sts.yaml": SET }, options, config(`kubernetesVersion: "1.36"\nfailOn: info\n`));
    expect(report.kubernetesVersion).toBe("1.31.14");
    expect(report.isFailing).toBe(false);
  });
});

describe("repairs", () => {
  const broken = SET.replace("  serviceName", "  replica: 2 # two\n  serviceName").concat(
    "  volumeClaimTemplates:\n  - metadata: {name: data}\n    spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}\n",
  );

  test("are made in the text, and the report is about what is left", () => {
    const { rewrites, diagnostics } = lint({ "sts.yaml": broken, "svc.yaml": SERVICE }, { fix: true });
    expect(rewrites).toEqual([
      {
        name: "sts.yaml",
        text: broken
          .replace("replica:", "replicas:")
          .replace("- metadata", "- apiVersion: v1\n    kind: PersistentVolumeClaim\n    metadata"),
      },
    ]);
    expect(diagnostics.map(({ rule }) => rule)).toEqual(["STS108"]);
  });

  test("are not made without being asked for, nor in files of the context", () => {
    expect(lint({ "sts.yaml": broken }).rewrites).toEqual([]);
    expect(lint({ "svc.yaml": SERVICE }, { fix: true }, { context: { "sts.yaml": broken } }).rewrites).toEqual([]);
  });
});

test("a patch is not judged for what it lacks, but for what it misspells", () => {
  const patch = "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: web}\nspec: {replica: 2, $patch: merge}\n";
  expect(places(lint({ "patch.yaml": patch }))).toEqual(["patch.yaml:2 info STS004", "patch.yaml:4 error API"]);
});

test("findings come in the order of files and lines, and broken files hide nothing", () => {
  const report = lint({
    "b.yaml": SET.replace("nginx", "a.b"),
    "a.yaml": "kind: StatefulSet\n  x: [\n",
    "svc.yaml": SERVICE,
  });
  expect(places(report)).toEqual(["a.yaml:2 error YAML001", "b.yaml:6 error STS201"]);
  expect(report.input.isUnreadable).toBe(true);
});
