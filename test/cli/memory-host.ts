import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { BrokenPipe, type Host, type PathKind } from "../../src/io/host.ts";

export interface MemoryHostOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string | Uint8Array;
  /** Columns of the terminal; without it output goes into a pipe. */
  readonly columns?: number;
  /** The reader of standard output is gone. */
  readonly isPipeBroken?: boolean;
}

export interface MemoryHost extends Host {
  /** Everything that was written, in order. */
  readonly output: { stdout: string; stderr: string };
  readonly written: Map<string, string>;
}

/** Files in memory: path (relative, forward slashes) to content; `null` is a file that cannot be read. */
export function memoryHost(
  files: Readonly<Record<string, string | Uint8Array | null>>,
  options: MemoryHostOptions = {},
): MemoryHost {
  const output = { stdout: "", stderr: "" };
  const written = new Map<string, string>();
  const clean = (path: string): string => path.replace(/^(\.\/)+/, "").replace(/\/+$/, "");
  const isDirectory = (path: string): boolean =>
    path === "." || path === "" || Object.keys(files).some((file) => file.startsWith(`${clean(path)}/`));
  const isTerminal = options.columns !== undefined;
  return {
    output,
    written,
    env: options.env ?? {},
    stdout: {
      isTerminal,
      columns: options.columns,
      write: (text) => {
        if (options.isPipeBroken) throw new BrokenPipe();
        output.stdout += text;
      },
    },
    stderr: {
      isTerminal,
      columns: options.columns,
      write: (text) => {
        output.stderr += text;
      },
    },
    kindOf: (path): PathKind | undefined => {
      if (Object.hasOwn(files, clean(path))) return "file";
      return isDirectory(path) ? "directory" : undefined;
    },
    readFile: (path) => {
      const content = files[clean(path)];
      if (content === undefined) throw Object.assign(new Error("no such file"), { code: "ENOENT" });
      if (content === null) throw Object.assign(new Error("no"), { code: "EACCES" });
      return typeof content === "string" ? new TextEncoder().encode(content) : content;
    },
    listDirectory: (path) => {
      const prefix = clean(path) === "." || clean(path) === "" ? "" : `${clean(path)}/`;
      const names = new Map<string, PathKind>();
      for (const file of Object.keys(files)) {
        if (!file.startsWith(prefix)) continue;
        const [name = "", ...rest] = file.slice(prefix.length).split("/");
        names.set(name, rest.length > 0 ? "directory" : "file");
      }
      return [...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, kind]) => ({ name, kind }));
    },
    readStandardInput: async () =>
      typeof options.stdin === "string" ? new TextEncoder().encode(options.stdin) : (options.stdin ?? new Uint8Array()),
    writeFile: (path, text) => {
      written.set(path, text);
    },
    run: async () => ({ status: undefined, stdout: new Uint8Array(), stderr: "not found" }),
    displayName: clean,
  };
}

/** All files below a folder, by relative path. */
export function filesBelow(folder: string): Record<string, Uint8Array> {
  const files: Record<string, Uint8Array> = {};
  const visit = (path: string, name: string): void => {
    if (statSync(path).isDirectory()) {
      for (const entry of readdirSync(path)) visit(join(path, entry), name === "" ? entry : `${name}/${entry}`);
    } else files[name] = readFileSync(path);
  };
  visit(folder, "");
  return files;
}
