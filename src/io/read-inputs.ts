import type { Diagnostic } from "../model/diagnostic.ts";
import { UsageError } from "../model/errors.ts";
import { nearestOf } from "../model/nearest.ts";
import type { SourceFile } from "../model/source.ts";
import { decodeText, textBefore } from "./decode-text.ts";
import { expandGlob, isGlob } from "./expand-glob.ts";
import { fileProblem, positionAfter } from "./file-problem.ts";
import type { DirectoryEntry, Host } from "./host.ts";

export interface ReadResult {
  readonly sources: readonly SourceFile[];
  /** Files that could not be read; the others are not hidden by them. */
  readonly problems: readonly Diagnostic[];
}

export interface ReadOptions {
  /** Directories with their subdirectories. */
  readonly isRecursive: boolean;
}

export const STANDARD_INPUT = "<stdin>";

const MANIFEST_NAME = /\.(?:json|ya?ml)$/;
/** As `kubectl diff` names the files that it gives to KUBECTL_EXTERNAL_DIFF: `apps.v1.StatefulSet.default.web`. */
const KUBECTL_DIFF_NAME = /^(?:[a-z0-9.-]+\.)?v\d+(?:(?:alpha|beta)\d+)?\.[A-Z][A-Za-z0-9]*\.[^/]+$/;
const LARGEST_FILE = 256 * 2 ** 20;

/**
 * Reads what `-f` names, in order: a file whatever its name, the manifests of a directory sorted by name,
 * a glob that the shell left alone, several paths with commas, `-` for standard input. A file is read once.
 * Mistakes of the command line are thrown as `UsageError`; unreadable files come back as problems.
 */
export async function readInputs(paths: readonly string[], host: Host, options: ReadOptions): Promise<ReadResult> {
  const sources: SourceFile[] = [];
  const problems: Diagnostic[] = [];
  const seen = new Set<string>();
  for (const path of paths.flatMap((given) => splitCommas(given, host))) {
    if (path === "-") {
      if (!seen.has(path)) keep(await host.readStandardInput(), STANDARD_INPUT, { sources, problems });
      seen.add(path);
      continue;
    }
    const { files, problem } = filesAt(path, host, options);
    if (problem !== undefined) problems.push(problem);
    for (const file of files) {
      const name = host.displayName(file);
      if (seen.has(name)) continue;
      seen.add(name);
      readOne(file, name, host, { sources, problems });
    }
  }
  return { sources, problems };
}

interface Collected {
  readonly sources: SourceFile[];
  readonly problems: Diagnostic[];
}

/** kubectl takes `-f a.yml,b.yml` as two paths. */
function splitCommas(path: string, host: Host): string[] {
  if (!path.includes(",") || host.kindOf(path) !== undefined) return [path];
  return path.split(",").filter((part) => part !== "");
}

interface FoundFiles {
  readonly files: readonly string[];
  readonly problem?: Diagnostic;
}

function filesAt(path: string, host: Host, options: ReadOptions): FoundFiles {
  if (/^https?:\/\//.test(path)) {
    throw new UsageError(
      `${path} is a web address, and sts-plan never opens a connection.`,
      `download it first: curl -fsS ${path} | sts-plan apply -f -`,
    );
  }
  const kind = host.kindOf(path);
  if (kind === "directory") return directoryFiles(path, host, options);
  if (kind === "file") return { files: [path] };
  if (kind === "other") return { files: [], problem: notReadable(path, host, "is no regular file") };
  const matches = isGlob(path) ? expandGlob(path, host) : [];
  if (matches.length > 0) return { files: matches };
  const message = `The path ${JSON.stringify(path)} does not exist.`;
  return { files: [], problem: fileProblem(path, { name: "file-not-found", message, help: similarName(path, host) }) };
}

/** A file of nearly this name in the same folder. */
function similarName(path: string, host: Host): string | null {
  const slash = path.lastIndexOf("/");
  const folder = slash < 0 ? "." : path.slice(0, slash + 1);
  if (host.kindOf(folder) !== "directory") return null;
  try {
    const known = host.listDirectory(folder).map((entry) => entry.name);
    const nearest = nearestOf(path.slice(slash + 1), known);
    return nearest === undefined ? null : `Did you mean \`${path.slice(0, slash + 1)}${nearest}\`?`;
  } catch {
    return null;
  }
}

function directoryFiles(path: string, host: Host, options: ReadOptions): FoundFiles {
  const root = path.length > 1 ? path.replace(/\/+$/, "") : path;
  const files: string[] = [];
  let folders = 0;
  let closed: Diagnostic | undefined;
  const visit = (folder: string): void => {
    for (const entry of entriesOf(folder)) {
      const child = folder.endsWith("/") ? `${folder}${entry.name}` : `${folder}/${entry.name}`;
      if (entry.kind === "directory") {
        folders++;
        if (options.isRecursive && entry.name !== ".git" && entry.name !== "node_modules") visit(child);
      } else if (entry.kind === "file" && isManifestName(entry.name)) files.push(child);
    }
  };
  const entriesOf = (folder: string): readonly DirectoryEntry[] => {
    try {
      return host.listDirectory(folder);
    } catch (error) {
      closed ??= notReadable(folder, host, reasonOf(error));
      return [];
    }
  };
  visit(root);
  if (closed !== undefined) return { files, problem: closed };
  if (files.length > 0) return { files };
  const message = `The directory ${JSON.stringify(path)} holds no .yaml, .yml or .json file.`;
  const help = folders > 0 && !options.isRecursive ? "-R reads its subdirectories too" : null;
  return {
    files,
    problem: fileProblem(host.displayName(path), { name: "directory-without-manifests", message, help }),
  };
}

function isManifestName(name: string): boolean {
  return MANIFEST_NAME.test(name) || KUBECTL_DIFF_NAME.test(name);
}

function readOne(path: string, name: string, host: Host, into: Collected): void {
  let bytes: Uint8Array;
  try {
    bytes = host.readFile(path);
  } catch (error) {
    into.problems.push(notReadable(path, host, reasonOf(error)));
    return;
  }
  keep(bytes, name, into);
}

function keep(bytes: Uint8Array, name: string, into: Collected): void {
  if (bytes.length > LARGEST_FILE) {
    const message = `The file has ${Math.round(bytes.length / 2 ** 20)} MiB; a manifest of more than 256 MiB is not read.`;
    into.problems.push(fileProblem(name, { name: "file-too-large", message, help: "split it" }));
    return;
  }
  const decoded = decodeText(bytes);
  if (decoded.kind === "text") into.sources.push({ name, text: decoded.text });
  else into.problems.push(fileProblem(name, decoded, positionAfter(textBefore(bytes, decoded.offset))));
}

function notReadable(path: string, host: Host, reason: string): Diagnostic {
  const message = `The file cannot be read: ${reason}.`;
  return fileProblem(host.displayName(path), { name: "file-not-readable", message, help: null });
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  ENAMETOOLONG: "its name is too long",
  ENOTDIR: "a part of its path is no directory",
  EPERM: "operation not permitted",
  EISDIR: "is a directory",
  ELOOP: "too many symbolic links",
  ENOENT: "it does not exist",
  EMFILE: "too many open files",
};

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? String(error.code) : "";
  return REASONS[code] ?? error.message;
}
