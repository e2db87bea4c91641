import {
  type Dirent,
  fstatSync,
  readdirSync,
  readFileSync,
  type Stats,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { relative, sep } from "node:path";
import {
  BrokenPipe,
  type DirectoryEntry,
  type Host,
  type PathKind,
  type ProgramResult,
  type TextSink,
} from "./host.ts";

const STDOUT = 1;
const STDERR = 2;

/** The real machine. Nothing is opened or asked before it is needed. */
export function nodeHost(): Host {
  return {
    env: process.env,
    stdout: sinkOf(STDOUT),
    stderr: sinkOf(STDERR),
    kindOf,
    readFile: (path) => readFileSync(path),
    listDirectory,
    readStandardInput,
    writeFile: (path, text) => writeFileSync(path, text),
    waitForChange: async (paths) => (await import("./wait-for-change.ts")).waitForChange(paths),
    prepareForLongRun: limitInlining,
    run: runProgram,
    displayName,
  };
}

function sinkOf(descriptor: number): TextSink {
  return {
    get isTerminal() {
      return isTerminal(descriptor);
    },
    get columns() {
      return isTerminal(descriptor) ? streamOf(descriptor).columns : undefined;
    },
    write: (text) => writeAll(descriptor, Buffer.from(text)),
  };
}

function streamOf(descriptor: number): NodeJS.WriteStream {
  return descriptor === STDOUT ? process.stdout : process.stderr;
}

/** Asks the descriptor first: setting up Node's stream costs more than the rest of a short run. */
function isTerminal(descriptor: number): boolean {
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isCharacterDevice() || stats.rdev === statSync("/dev/null", { throwIfNoEntry: false })?.rdev)
      return false;
    return streamOf(descriptor).isTTY === true;
  } catch {
    // A closed descriptor is no terminal.
    return false;
  }
}

/** Writes everything before it returns, also into a pipe that is full for the moment. */
function writeAll(descriptor: number, bytes: Uint8Array): void {
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(descriptor, bytes, written);
    } catch (error) {
      if (codeOf(error) === "EPIPE") throw new BrokenPipe("nobody reads the output any more", { cause: error });
      if (codeOf(error) !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

function kindOf(path: string): PathKind | undefined {
  const stats = statsOf(path);
  if (stats === "unknown") return "file";
  if (stats === undefined) return undefined;
  if (stats.isDirectory()) return "directory";
  return stats.isSocket() ? "other" : "file";
}

/** `unknown` is there and cannot be looked at (a link that leads to itself, a folder that is closed): reading it says why. */
function statsOf(path: string): Stats | undefined | "unknown" {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return "unknown";
  }
}

function listDirectory(path: string): DirectoryEntry[] {
  const entries = readdirSync(path, { withFileTypes: true }).map((entry) => ({
    name: entry.name,
    kind: entryKind(path, entry),
  }));
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function entryKind(directory: string, entry: Dirent): PathKind {
  if (entry.isDirectory()) return "directory";
  if (entry.isFile()) return "file";
  if (!entry.isSymbolicLink()) return "other";
  // A link to a directory is not followed, as kubectl does not: it may lead back.
  return kindOf(`${directory}/${entry.name}`) === "directory" ? "other" : "file";
}

async function readStandardInput(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function runProgram(program: string, args: readonly string[]): Promise<ProgramResult> {
  const { spawnSync } = await import("node:child_process");
  const result = spawnSync(program, args, { maxBuffer: 2 ** 30 });
  if (result.error !== undefined) return { status: undefined, stdout: new Uint8Array(), stderr: result.error.message };
  return { status: result.status ?? undefined, stdout: result.stdout, stderr: result.stderr.toString() };
}

function displayName(path: string): string {
  const fromHere = relative(process.cwd(), path);
  const shown = fromHere !== "" && fromHere.length < path.length ? fromHere : path;
  return sep === "/" ? shown : shown.replaceAll(sep, "/");
}

/**
 * V8 copies called functions into the machine code of their callers; on long runs it spends more on that, on another
 * core, than the program gains (a seventh of the CPU time of `lint` on 10,000 files).
 */
async function limitInlining(): Promise<void> {
  const { setFlagsFromString } = await import("node:v8");
  setFlagsFromString("--max-inlined-bytecode-size-cumulative=300");
}
