/** True for `host:port` or `[address]:port`. Mirrors: SplitHostPort, net of Go */
export function isHostPort(text: string): boolean {
  const colon = text.lastIndexOf(":");
  if (colon < 0) return false;
  if (!text.startsWith("[")) return !text.slice(0, colon).includes(":") && !/[[\]]/.test(text);
  const close = text.indexOf("]");
  if (close < 0 || close + 1 !== colon) return false;
  return !text.slice(1).includes("[") && !text.slice(close + 1).includes("]");
}
