import { isObject, type JsonValue } from "../../model/json.ts";
import { namedText } from "./bad-value.ts";
import { invalid, invalidEach } from "./errors.ts";
import { byteLength, isDns1123Subdomain } from "./names.ts";
import type { Path } from "./path.ts";
import type { PodContext } from "./pod-context.ts";

const MAX_CREDENTIAL_KIB = 64;
const MAX_DOMAIN = 256;
const MAX_USER = 104;
const NET_BIOS = /^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/u;
const DNS_LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?";
const DNS_DOMAIN = new RegExp(`^${DNS_LABEL}(?:\\.${DNS_LABEL})*$`);
const USER_FORBIDDEN = /["/\\:;|=,+*?<>@[\]]/;

/** Mirrors: validateWindowsSecurityContextOptions, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateWindowsOptions(options: JsonValue | undefined, path: Path, context: PodContext): void {
  if (!isObject(options)) return;
  const { gmsaCredentialSpecName: name, gmsaCredentialSpec: credential, runAsUserName: user } = options;
  if (typeof name === "string")
    invalidEach(context, path.child("gmsaCredentialSpecName"), namedText(name), isDns1123Subdomain(name));
  if (typeof credential === "string") {
    const at = path.child("gmsaCredentialSpec");
    if (credential === "") invalid(context, at, "", "gmsaCredentialSpec cannot be an empty string");
    else if (byteLength(credential) > MAX_CREDENTIAL_KIB * 1024) {
      const detail = `gmsaCredentialSpec size must be under ${MAX_CREDENTIAL_KIB} KiB`;
      invalid(context, at, namedText(credential), detail);
    }
  }
  if (typeof user === "string")
    invalidEach(context, path.child("runAsUserName"), namedText(user), userNameProblems(user));
}

function userNameProblems(text: string): string[] {
  if (text === "") return ["runAsUserName cannot be an empty string"];
  if (hasControlCharacters(text)) return ["runAsUserName cannot contain control characters"];
  const parts = text.split("\\");
  if (parts.length > 2) return ["runAsUserName cannot contain more than one backslash"];
  const user = parts.at(-1) ?? "";
  const problems = parts.length === 2 ? domainProblems(parts[0] ?? "") : [];
  if (user === "") problems.push("runAsUserName's User cannot be empty");
  else if (byteLength(user) > MAX_USER)
    problems.push(`runAsUserName's User length must not be longer than ${MAX_USER} characters`);
  if (/^[. ]+$/.test(user)) problems.push("runAsUserName's User cannot contain only periods or spaces");
  if (USER_FORBIDDEN.test(user))
    problems.push("runAsUserName's User cannot contain the following characters: \"/\\:;|=,+*?<>@[]");
  return problems;
}

function hasControlCharacters(text: string): boolean {
  for (const char of text) {
    const code = char.charCodeAt(0);
    if (code < 0x20 || code === 0x7f) return true;
  }
  return false;
}

function domainProblems(domain: string): string[] {
  const problems: string[] = [];
  if (byteLength(domain) >= MAX_DOMAIN)
    problems.push(`runAsUserName's Domain length must be under ${MAX_DOMAIN} characters`);
  if (!NET_BIOS.test(domain) && !DNS_DOMAIN.test(domain))
    problems.push("runAsUserName's Domain doesn't match the NetBios nor the DNS format");
  return problems;
}
