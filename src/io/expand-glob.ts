import type { Host } from "./host.ts";

/** True for a path with `*`, `?` or `[…]`. */
export function isGlob(path: string): boolean {
  return /[*?[]/.test(path);
}

/** The files that a pattern matches, sorted, for shells that hand it on unexpanded. `*` stays inside one folder. */
export function expandGlob(pattern: string, host: Host): string[] {
  const isAbsolute = pattern.startsWith("/");
  let found = [isAbsolute ? "/" : ""];
  for (const part of pattern.split("/").filter((segment) => segment !== "")) {
    found = found.flatMap((folder) => (isGlob(part) ? matchesIn(folder, part, host) : [join(folder, part)]));
  }
  return found.filter((path) => host.kindOf(path) === "file");
}

function matchesIn(folder: string, part: string, host: Host): string[] {
  if (host.kindOf(folder === "" ? "." : folder) !== "directory") return [];
  const expression = toExpression(part);
  return host
    .listDirectory(folder === "" ? "." : folder)
    .filter((entry) => expression.test(entry.name) && (part.startsWith(".") || !entry.name.startsWith(".")))
    .map((entry) => join(folder, entry.name));
}

function join(folder: string, name: string): string {
  return folder === "" || folder.endsWith("/") ? `${folder}${name}` : `${folder}/${name}`;
}

function toExpression(part: string): RegExp {
  let source = "";
  for (let at = 0; at < part.length; at++) {
    const character = part[at] ?? "";
    const close = character === "[" ? part.indexOf("]", at + 2) : -1;
    if (character === "*") source += "[^/]*";
    else if (character === "?") source += "[^/]";
    else if (close > 0) {
      source += `[${part
        .slice(at + 1, close)
        .replace(/^!/, "^")
        .replaceAll("\\", "\\\\")}]`;
      at = close;
    } else source += character.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  }
  try {
    return new RegExp(`^${source}$`, "u");
  } catch {
    // A class such as [z-a] matches nothing.
    return /^(?!)/;
  }
}
