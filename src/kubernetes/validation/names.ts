/*
 * Syntax of names, labels and the like: each function gives the messages that the server shows, none when all is well.
 * Mirrors: k8s.io/apimachinery/pkg/util/validation v0.37.0 and pkg/api/validate/content
 */

const LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const LABEL_1035 = "[a-z]([-a-z0-9]*[a-z0-9])?";
const NAME = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
const VALUE = `(${NAME})?`;
const ENV_NAME = "[-._a-zA-Z][-._a-zA-Z0-9]*";
const CONFIG_KEY = "[-._a-zA-Z0-9]+";

const LABEL_PATTERN = new RegExp(`^${LABEL}$`);
const SUBDOMAIN_PATTERN = new RegExp(`^${SUBDOMAIN}$`);
const LABEL_1035_PATTERN = new RegExp(`^${LABEL_1035}$`);
const NAME_PATTERN = new RegExp(`^${NAME}$`);
const VALUE_PATTERN = new RegExp(`^${VALUE}$`);
const ENV_PATTERN = new RegExp(`^${ENV_NAME}$`);
const RELAXED_ENV_PATTERN = /^[ -<>-~]+$/;
const CONFIG_KEY_PATTERN = new RegExp(`^${CONFIG_KEY}$`);

export const MAX_LABEL = 63;
export const MAX_SUBDOMAIN = 253;

type Unit = "characters" | "bytes";

function tooLong(max: number, unit: Unit = "characters"): string {
  return `must be no more than ${max} ${unit}`;
}

const UTF8 = new TextEncoder();

/** Length in bytes, as Go counts. */
export function byteLength(text: string): number {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return UTF8.encode(text).length;
  return text.length;
}

/** `… (e.g. 'a',  or 'b', regex used for validation is '…')`: two blanks, as upstream prints it. */
function regexError(message: string, pattern: string, ...examples: readonly string[]): string {
  const shown = examples.map((example) => `'${example}', `).join(" or ");
  return examples.length === 0
    ? `${message} (regex used for validation is '${pattern}')`
    : `${message} (e.g. ${shown}regex used for validation is '${pattern}')`;
}

const LABEL_MESSAGE =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character";
const SUBDOMAIN_MESSAGE =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";
const LABEL_1035_MESSAGE =
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character";
const NAME_MESSAGE =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
const VALUE_MESSAGE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";

export function isDns1123Label(text: string): string[] {
  const messages = byteLength(text) > MAX_LABEL ? [tooLong(MAX_LABEL)] : [];
  if (LABEL_PATTERN.test(text)) return messages;
  // A subdomain is told more shortly what is wrong with it.
  if (SUBDOMAIN_PATTERN.test(text)) return [...messages, "must not contain dots"];
  return [...messages, regexError(LABEL_MESSAGE, LABEL, "my-name", "123-abc")];
}

export function isDns1123Subdomain(text: string): string[] {
  const messages = byteLength(text) > MAX_SUBDOMAIN ? [tooLong(MAX_SUBDOMAIN)] : [];
  if (SUBDOMAIN_PATTERN.test(text)) return messages;
  return [...messages, regexError(SUBDOMAIN_MESSAGE, SUBDOMAIN, "example.com")];
}

const UNDERSCORED_LABEL = "_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?";
const UNDERSCORED = `${UNDERSCORED_LABEL}(\\.${UNDERSCORED_LABEL})*`;
const UNDERSCORED_PATTERN = new RegExp(`^${UNDERSCORED}$`);
const UNDERSCORED_MESSAGE =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', and must start and end with an alphanumeric character";

/** A search domain of a resolver. */
export function isDns1123SubdomainWithUnderscore(text: string, showsUnderscoredForm: boolean): string[] {
  const messages = byteLength(text) > MAX_SUBDOMAIN ? [tooLong(MAX_SUBDOMAIN)] : [];
  if (UNDERSCORED_PATTERN.test(text)) return messages;
  return [...messages, regexError(UNDERSCORED_MESSAGE, showsUnderscoredForm ? UNDERSCORED : SUBDOMAIN, "example.com")];
}

export function isDns1035Label(text: string): string[] {
  const messages = byteLength(text) > MAX_LABEL ? [tooLong(MAX_LABEL)] : [];
  if (LABEL_1035_PATTERN.test(text)) return messages;
  return [...messages, regexError(LABEL_1035_MESSAGE, LABEL_1035, "my-name", "abc-123")];
}

/** A label key, an annotation key, a finalizer, a resource name: `[prefix/]name`. */
export function isQualifiedName(text: string, unit: Unit = "characters"): string[] {
  const parts = text.split("/");
  const messages: string[] = [];
  const name = parts.at(-1) ?? "";
  if (parts.length > 2) {
    return [
      `${unit === "bytes" ? "a valid label key" : "a qualified name"} ${regexError(NAME_MESSAGE, NAME, "MyName", "my.name", "123-abc")} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  }
  const prefix = parts.length === 2 ? (parts[0] ?? "") : undefined;
  if (prefix === "") messages.push("prefix part must be non-empty");
  else if (prefix !== undefined)
    messages.push(...isDns1123Subdomain(prefix).map((message) => `prefix part ${message}`));
  if (name === "") messages.push("name part must be non-empty");
  else if (byteLength(name) > MAX_LABEL) messages.push(`name part ${tooLong(MAX_LABEL, unit)}`);
  if (!NAME_PATTERN.test(name)) {
    messages.push(`name part ${regexError(NAME_MESSAGE, NAME, "MyName", "my.name", "123-abc")}`);
  }
  return messages;
}

export function isValidLabelValue(text: string, unit: Unit): string[] {
  const messages = byteLength(text) > MAX_LABEL ? [tooLong(MAX_LABEL, unit)] : [];
  if (VALUE_PATTERN.test(text)) return messages;
  return [...messages, regexError(VALUE_MESSAGE, VALUE, "MyValue", "my_value", "12345")];
}

const ENV_MESSAGE =
  "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit";
const RELAXED_ENV_MESSAGE =
  "a valid environment variable name must consist only of printable ASCII characters other than '='";

/** Names of environment variables; relaxed from 1.32 on. */
export function isEnvVarName(text: string, isRelaxed: boolean): string[] {
  if (isRelaxed) {
    if (text === "") return ["environment variable name must be non-empty"];
    return RELAXED_ENV_PATTERN.test(text) ? [] : [RELAXED_ENV_MESSAGE];
  }
  const messages = ENV_PATTERN.test(text)
    ? []
    : [regexError(ENV_MESSAGE, ENV_NAME, "my.env-name", "MY_ENV.NAME", "MyEnvName1")];
  return [...messages, ...hasDotPrefix(text)];
}

function hasDotPrefix(text: string): string[] {
  if (text === ".") return ["must not be '.'"];
  if (text === "..") return ["must not be '..'"];
  return text.startsWith("..") ? ["must not start with '..'"] : [];
}

const CONFIG_KEY_MESSAGE = "a valid config key must consist of alphanumeric characters, '-', '_' or '.'";

/** A key of a ConfigMap or Secret. */
export function isConfigMapKey(text: string): string[] {
  const messages = byteLength(text) > MAX_SUBDOMAIN ? [tooLong(MAX_SUBDOMAIN)] : [];
  if (!CONFIG_KEY_PATTERN.test(text)) {
    messages.push(regexError(CONFIG_KEY_MESSAGE, CONFIG_KEY, "key.name", "KEY_NAME", "key-name"));
  }
  return [...messages, ...hasDotPrefix(text)];
}

/** Name of a container port. */
export function isValidPortName(text: string): string[] {
  const messages: string[] = [];
  if (byteLength(text) > 15) messages.push(tooLong(15));
  if (!/^[-a-z0-9]+$/.test(text))
    messages.push("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
  if (!/[a-z]/.test(text)) messages.push("must contain at least one letter (a-z)");
  if (text.includes("--")) messages.push("must not contain consecutive hyphens");
  if (text.startsWith("-") || text.endsWith("-")) messages.push("must not begin or end with a hyphen");
  return messages;
}

export function isValidPortNumber(port: number): string[] {
  return port >= 1 && port <= 65_535 ? [] : ["must be between 1 and 65535, inclusive"];
}

const HEADER = "[-A-Za-z0-9]+";
const HEADER_PATTERN = new RegExp(`^${HEADER}$`);

/** Name of a header that a probe or a hook sends. */
export function isHttpHeaderName(text: string): string[] {
  if (HEADER_PATTERN.test(text)) return [];
  return [regexError("a valid HTTP header must consist of alphanumeric characters or '-'", HEADER, "X-Header-Name")];
}

const MAX_ID = 2 ** 31 - 1;

/** A user or group. */
export function isValidId(id: number | bigint): string[] {
  return id >= 0 && id <= MAX_ID ? [] : [`must be between 0 and ${MAX_ID}, inclusive`];
}

/** A prefix of a name, as it is judged: one dash at its end is fine. Mirrors: maskTrailingDash */
export function maskTrailingDash(prefix: string): string {
  return prefix.length > 1 && prefix.endsWith("-") ? `${prefix.slice(0, -2)}a` : prefix;
}
