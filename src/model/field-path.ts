/** A place in an object: `["spec", "containers", 0, "name"]`. Map keys are strings like field names. */
export type FieldPath = readonly (string | number)[];

const PLAIN_NAME = /^[A-Za-z_$][A-Za-z0-9_$-]*$/;

/** `spec.containers[0].name`; keys that are no plain names stand in brackets: `metadata.labels[app.kubernetes.io/name]`. */
export function formatFieldPath(path: FieldPath): string {
  let text = "";
  for (const part of path) {
    if (typeof part === "number" || !PLAIN_NAME.test(part)) text += `[${part}]`;
    else text += text === "" ? part : `.${part}`;
  }
  return text;
}

/**
 * Reads a path as the API server writes it (`spec.ports[0].port`, `metadata.labels[a.b/c]`).
 * Brackets with digits only become numbers. Never throws: what is left over becomes one last key.
 */
export function parseFieldPath(text: string): FieldPath {
  const parts: (string | number)[] = [];
  let at = 0;
  while (at < text.length) {
    if (text[at] === ".") at++;
    if (text[at] === "[") {
      const close = text.indexOf("]", at);
      const end = close < 0 ? text.length : close;
      const inner = text.slice(at + 1, end);
      parts.push(/^\d+$/.test(inner) ? Number(inner) : inner);
      at = end + 1;
      continue;
    }
    let end = at;
    while (end < text.length && text[end] !== "." && text[end] !== "[") end++;
    if (end > at) parts.push(text.slice(at, end));
    at = Math.max(end, at + 1);
  }
  return parts;
}
