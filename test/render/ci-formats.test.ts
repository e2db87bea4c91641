import { readFileSync } from "node:fs";
import Ajv from "ajv";
import { describe, expect, test } from "vitest";
import type { Diagnostic, Severity } from "../../src/model/diagnostic.ts";
import type { LintReport } from "../../src/model/report.ts";
import { checkstyleRenderer } from "../../src/render/checkstyle.ts";
import { githubRenderer } from "../../src/render/github.ts";
import { gitlabRenderer } from "../../src/render/gitlab.ts";
import { jsonRenderer } from "../../src/render/json/json.ts";
import { junitRenderer } from "../../src/render/junit.ts";
import { markdownRenderer } from "../../src/render/markdown.ts";
import { rdjsonRenderer } from "../../src/render/rdjson.ts";
import type { RenderOptions } from "../../src/render/renderer.ts";
import { sarifRenderer } from "../../src/render/sarif.ts";
import { tapRenderer } from "../../src/render/tap.ts";
import { PLAIN } from "../../src/render/theme.ts";

const RENDERERS = {
  sarif: sarifRenderer,
  github: githubRenderer,
  gitlab: gitlabRenderer,
  junit: junitRenderer,
  tap: tapRenderer,
  checkstyle: checkstyleRenderer,
  rdjson: rdjsonRenderer,
  markdown: markdownRenderer,
};

const OPTIONS: RenderOptions = {
  theme: PLAIN,
  width: Number.POSITIVE_INFINITY,
  sources: new Map([["k8s/wéb.yaml", "kind: x\nname: é𝄞 web\n"]]),
  isWatchView: false,
  showsStored: false,
  comparesControllers: false,
  toolVersion: "1.2.3",
  verbosity: "normal",
};

const NASTY =
  "x\n::error file=a::b\r\n<script>alert(1)</script> | `tick` **bold** ]]> \u001b[31mred\u0000 \u202e %0A @team \ud800 # SKIP";

function finding(change: Partial<Diagnostic> & { line?: number } = {}): Diagnostic {
  const { line = 3, ...rest } = change;
  const file = rest.file ?? "k8s/web.yaml";
  const start = { offset: 20, line, column: 5 };
  const end = { offset: 23, line, column: 8 };
  return {
    rule: "STS107",
    name: "mount-without-volume",
    source: "sts-plan",
    severity: "error",
    message: "Container `nginx` mounts volume `dta`.",
    help: "Did you mean `data`?",
    file,
    range: { file, start, end },
    path: "spec.template.spec.containers[0].volumeMounts[0].name",
    object: "StatefulSet default/web",
    related: [],
    ...rest,
  };
}

function report(diagnostics: readonly Diagnostic[], change: Partial<LintReport> = {}): LintReport {
  return {
    kind: "LintReport",
    kubernetesVersion: "1.37.0",
    remarks: [],
    input: { files: 2, objects: 3, passedOver: {}, isUnreadable: false },
    diagnostics,
    suppressed: [],
    rules: [],
    checked: [{ file: "k8s/web.yaml", object: "Service default/nginx", apiVersion: "v1" }],
    isFailing: false,
    rewrites: [],
    ...change,
  };
}

const HOSTILE = report(
  [
    finding({ message: NASTY, help: NASTY, object: `StatefulSet ${NASTY}`, path: NASTY, name: "a,b:c" }),
    finding({
      file: `k8s/${NASTY}.yaml`,
      severity: "warning",
      message: NASTY,
      related: [{ message: NASTY, range: finding().range }],
    }),
  ],
  {
    suppressed: [{ diagnostic: finding({ severity: "info" }), kind: "inSource", reason: NASTY }],
    checked: [{ file: NASTY, object: `Service default/${NASTY}`, apiVersion: NASTY }],
  },
);

describe.each(Object.entries(RENDERERS))("%s", (name, renderer) => {
  test("gives the same bytes again, with one line break at the end and no control characters", () => {
    for (const input of [report([]), report([finding()]), HOSTILE]) {
      const text = renderer.render(input, OPTIONS);
      expect(renderer.render(input, OPTIONS)).toBe(text);
      expect(text).toMatch(/[^\n]\n$/);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there.
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
    }
  });

  test("lets no name of a manifest break out", () => {
    const text = renderer.render(HOSTILE, OPTIONS);
    const commands = text.split("\n").filter((line) => line.startsWith("::"));
    expect(commands.length).toBe(name === "github" ? 2 : 0);
    if (name !== "sarif" && name !== "gitlab" && name !== "rdjson" && name !== "tap" && name !== "github") {
      expect(text).not.toMatch(/(?<!\\)<script>/);
    }
  });
});

describe("JSON formats parse", () => {
  test.each(["sarif", "gitlab", "rdjson"] as const)("%s", (name) => {
    expect(() => JSON.parse(RENDERERS[name].render(HOSTILE, OPTIONS))).not.toThrow();
  });
});

describe("XML formats are well-formed", () => {
  test.each(["junit", "checkstyle"] as const)("%s", (name) => {
    expect(unclosedElements(RENDERERS[name].render(HOSTILE, OPTIONS))).toEqual([]);
  });
});

/** Walks tags and attributes; whatever is neither, or does not close, comes back. */
function unclosedElements(xml: string): string[] {
  const open: string[] = [];
  const token =
    /<\?xml[^?]*\?>|<\/([\w-]+)>|<([\w-]+)((?:\s+[\w-]+="[^"<&]*(?:&(?:amp|lt|gt|quot|apos|#\d+);[^"<&]*)*")*)\s*(\/?)>|([^<&]+|&(?:amp|lt|gt|quot|apos|#\d+);)|([\s\S])/g;
  for (const [whole, closed, opened, , empty, , wrong] of xml.matchAll(token)) {
    if (wrong !== undefined) return [`unexpected ${whole}`];
    if (opened !== undefined && empty === "") open.push(opened);
    if (closed !== undefined && open.pop() !== closed) return [`unexpected </${closed}>`];
  }
  return open;
}

describe("sarif", () => {
  const described = {
    id: "STS107",
    name: "mount-without-volume",
    severity: "error" as Severity,
    summary: "a mount without a volume",
    rationale: "No Pod can be created.",
    sources: ["kubernetes#1"],
  };

  test("has a region, a rule and a stable fingerprint for each result", () => {
    const render = (line: number) =>
      JSON.parse(sarifRenderer.render(report([finding({ line })], { rules: [described] }), OPTIONS));
    const [run] = render(3).runs;
    expect(run.tool.driver).toMatchObject({ name: "sts-plan", semanticVersion: "1.2.3" });
    expect(run.tool.driver.rules[0]).toMatchObject({ id: "STS107", defaultConfiguration: { level: "error" } });
    expect(run.results[0]).toMatchObject({
      ruleId: "STS107",
      ruleIndex: 0,
      level: "error",
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "k8s/web.yaml", uriBaseId: "%SRCROOT%" },
            region: { startLine: 3, startColumn: 5, endLine: 3, endColumn: 8 },
          },
        },
      ],
      suppressions: [],
    });
    expect(render(300).runs[0].results[0].partialFingerprints).toEqual(run.results[0].partialFingerprints);
  });

  test("tells equal findings apart and keeps suppressed ones with their reason", () => {
    const suppressed = [{ diagnostic: finding(), kind: "inSource" as const, reason: "known" }];
    const [run] = JSON.parse(sarifRenderer.render(report([finding(), finding()], { suppressed }), OPTIONS)).runs;
    const prints = run.results.map((result: { partialFingerprints: object }) =>
      JSON.stringify(result.partialFingerprints),
    );
    expect(new Set(prints).size).toBe(3);
    expect(run.results[2].suppressions).toEqual([{ kind: "inSource", status: "accepted", justification: "known" }]);
  });

  test("uses only what the standard knows", () => {
    const text = sarifRenderer.render(HOSTILE, OPTIONS);
    const log = JSON.parse(text);
    expect(Object.keys(log)).toEqual(["$schema", "version", "runs"]);
    const [run] = log.runs;
    expect(run.columnKind).toBe("utf16CodeUnits");
    for (const result of run.results) {
      expect(["error", "warning", "note"]).toContain(result.level);
      expect(result.message.text.length).toBeGreaterThan(0);
      expect(run.tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
      for (const place of [...result.locations, ...result.relatedLocations]) {
        const { artifactLocation, region } = place.physicalLocation;
        expect(() => new URL(artifactLocation.uri, "https://example.test/")).not.toThrow();
        expect(artifactLocation.uri).not.toMatch(/[\s<>"`{}|\\^]/);
        expect(region.startLine).toBeGreaterThan(0);
        expect(region.endLine > region.startLine || region.endColumn > region.startColumn).toBe(true);
      }
    }
  });

  test("names absolute files as such, and standard input", () => {
    const uri = (file: string) =>
      JSON.parse(sarifRenderer.render(report([finding({ file })]), OPTIONS)).runs[0].results[0].locations[0]
        .physicalLocation.artifactLocation;
    expect(uri("/tmp/a b.yaml")).toEqual({ uri: "file:///tmp/a%20b.yaml" });
    expect(uri("<stdin>")).toEqual({ uri: "stdin.yaml", uriBaseId: "%SRCROOT%" });
    expect(uri("a:b.yaml")).toEqual({ uri: "a%3Ab.yaml", uriBaseId: "%SRCROOT%" });
  });
});

test("the JSON of a lint report keeps to its schema", () => {
  const schema = JSON.parse(readFileSync("schemas/lint-report.schema.json", "utf8"));
  const validate = new Ajv.default({ allErrors: true }).compile(schema);
  const cause = { type: "FieldValueInvalid", field: "spec", detail: "x" };
  for (const input of [report([]), report([finding({ cause })]), HOSTILE]) {
    expect(validate(JSON.parse(jsonRenderer.render(input, OPTIONS))), JSON.stringify(validate.errors)).toBe(true);
  }
});

describe("github", () => {
  test("writes the worst first and escapes what a property must not hold", () => {
    const text = githubRenderer.render(
      report([finding({ severity: "info" }), finding({ name: "a,b:c", message: "50%\nnext" })]),
      OPTIONS,
    );
    expect(text.split("\n")).toEqual([
      "::error file=k8s/web.yaml,line=3,endLine=3,col=5,endColumn=8,title=STS107 a%2Cb%3Ac::50%25\\nnext Did you mean `data`?",
      "::notice file=k8s/web.yaml,line=3,endLine=3,col=5,endColumn=8,title=STS107 mount-without-volume::Container `nginx` mounts volume `dta`. Did you mean `data`?",
      "sts-plan: 1 error, 1 info",
      "",
    ]);
  });
});

describe("gitlab", () => {
  test("gives each finding a fingerprint of its own and a relative path", () => {
    const issues = JSON.parse(gitlabRenderer.render(report([finding({ file: "./k8s/web.yaml" }), finding()]), OPTIONS));
    expect(issues[0].location).toEqual({ path: "k8s/web.yaml", lines: { begin: 3, end: 3 } });
    expect(issues[0].severity).toBe("critical");
    expect(issues[0].fingerprint).not.toBe(issues[1].fingerprint);
  });
});

describe("junit and tap", () => {
  const input = report([finding(), finding({ severity: "warning" })], {
    suppressed: [{ diagnostic: finding({ rule: "STS403" }), kind: "inSource", reason: "canary" }],
  });

  test("count errors as failures, warnings as remarks, suppressed ones as skipped", () => {
    const xml = junitRenderer.render(input, OPTIONS);
    expect(xml).toContain('<testsuites name="sts-plan" time="0" tests="4" failures="1" errors="0" skipped="1">');
    expect(xml).toContain('<testcase classname="Service@v1" name="default/nginx" file="k8s/web.yaml" time="0"/>');
    expect(
      tapRenderer
        .render(input, OPTIONS)
        .split("\n")
        .filter((line) => /^(not )?ok/.test(line)),
    ).toEqual([
      "not ok 1 - k8s/web.yaml StatefulSet default/web STS107 mount-without-volume",
      "ok 2 - k8s/web.yaml StatefulSet default/web STS107 mount-without-volume",
      "ok 3 - k8s/web.yaml StatefulSet default/web STS403 mount-without-volume # SKIP canary",
      "ok 4 - k8s/web.yaml Service default/nginx",
    ]);
  });
});

describe("rdjson", () => {
  test("counts columns in bytes", () => {
    const file = "k8s/wéb.yaml";
    const start = { offset: 18, line: 2, column: 11 };
    const range = { file, start, end: { offset: 21, line: 2, column: 14 } };
    const result = JSON.parse(rdjsonRenderer.render(report([finding({ file, range })]), OPTIONS));
    expect(result.diagnostics[0].location.range.start).toEqual({ line: 2, column: 14 });
  });
});

describe("markdown", () => {
  test("keeps code spans and escapes the rest", () => {
    const text = markdownRenderer.render(report([finding({ message: "a `b|c` *d* <e> @team", help: null })]), OPTIONS);
    expect(text).toContain("| a `b\\|c` \\*d\\* \\<e\\> @\u200bteam |");
    expect(text).toContain("[k8s/web.yaml:3](k8s/web.yaml#L3)");
  });
});
