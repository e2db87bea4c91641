import { describe, expect, test } from "vitest";
import { main } from "../../src/cli/main.ts";
import { memoryHost } from "../cli/memory-host.ts";

const HOSTILE = `"]]><script>alert(1)</script>\\n|{}\`#;&`;

const set = (name: string, label: string): string => `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: ${name} }
spec:
  serviceName: web
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      serviceAccountName: ${label}
      containers: [{ name: web, image: nginx }]
`;

async function draw(format: string, text: string): Promise<string> {
  const host = memoryHost({ "set.yml": text });
  await main(["graph", "set.yml", "-o", format], host);
  return host.output.stdout;
}

describe("what a manifest says stays a text in the picture", () => {
  test.for(["mermaid", "dot", "svg"])("%s", async (format) => {
    const text = await draw(format, set("web", `'${HOSTILE}'`));
    expect(text).not.toContain("<script>");
    expect(text).toContain("alert(1)");
  });

  test("svg is well-formed", async () => {
    const text = await draw("svg", set("web", `'${HOSTILE}'`));
    const open: string[] = [];
    for (const [, slash, name = "", rest = ""] of text.matchAll(/<(\/?)([a-z]+)([^<>]*)>/g)) {
      if (slash === "/") expect(open.pop()).toBe(name);
      else if (!rest.endsWith("/")) open.push(name);
    }
    expect(open).toEqual([]);
  });
});

test("a thousand sets are drawn in time that grows with their number", async () => {
  const many = Array.from({ length: 1000 }, (_, index) => set(`web-${index}`, "web")).join("---");
  const text = await draw("dot", many);
  expect(text.split("StatefulSet default/web-999").length).toBeGreaterThan(2);
});
