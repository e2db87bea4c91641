import { isObject, type JsonObject, type JsonValue } from "../../model/json.ts";
import { listAt, textAt } from "../../model/json-read.ts";
import { isEnabled } from "../versions/version.ts";
import { validateAddress } from "./addresses.ts";
import { goValue } from "./bad-value.ts";
import { invalid, invalidEach, required } from "./errors.ts";
import { byteLength, isDns1123Subdomain, isDns1123SubdomainWithUnderscore } from "./names.ts";
import type { Path } from "./path.ts";
import type { PodContext } from "./pod-context.ts";

const MAX_SERVERS = 3;
const MAX_SEARCHES = 32;
const MAX_SEARCH_LENGTH = 2048;

/** Mirrors: validatePodDNSConfig, k8s.io/kubernetes/pkg/apis/core/validation v1.30.14 to v1.37.0 */
export function validateDnsConfig(
  config: JsonValue | undefined,
  policy: string,
  path: Path,
  context: PodContext,
): void {
  if (!isObject(config)) {
    if (policy === "None") required(context, path, "must provide `dnsConfig` when `dnsPolicy` is None");
    return;
  }
  const servers = listAt(config, "nameservers").map(String);
  const at = path.child("nameservers");
  if (policy === "None" && servers.length === 0) {
    required(context, at, "must provide at least one DNS nameserver when `dnsPolicy` is None");
    return;
  }
  if (servers.length > MAX_SERVERS) {
    invalid(context, at, goValue("[]string", servers), `must not have more than ${MAX_SERVERS} nameservers`);
  }
  for (const [index, server] of servers.entries()) validateAddress(server, at.index(index), context);
  validateSearches(config, path.child("searches"), context);
  for (const [index, option] of listAt(config, "options").entries()) {
    if (textAt(option, "name") === "") required(context, path.child("options").index(index), "must not be empty");
  }
}

function validateSearches(config: JsonObject, path: Path, context: PodContext): void {
  const searches = listAt(config, "searches").map(String);
  const shown = goValue("[]string", searches);
  if (searches.length > MAX_SEARCHES) {
    invalid(context, path, shown, `must not have more than ${MAX_SEARCHES} search paths`);
  }
  if (byteLength(searches.join(" ")) > MAX_SEARCH_LENGTH) {
    const detail = `must not have more than ${MAX_SEARCH_LENGTH} characters (including spaces) in the search list`;
    invalid(context, path, shown, detail);
  }
  const { showsUnderscoredForm } = context.version.behaviour;
  const isRelaxed = allowsRelaxedSearches(context);
  for (const [index, search] of searches.entries()) {
    if (isRelaxed && search === ".") continue;
    const domain = search.replace(/\.$/, "");
    const messages = isRelaxed
      ? isDns1123SubdomainWithUnderscore(domain, showsUnderscoredForm)
      : isDns1123Subdomain(domain);
    invalidEach(context, path.index(index), domain, messages);
  }
}

/** Mirrors: useRelaxedDNSSearchValidation, k8s.io/kubernetes/pkg/api/pod v1.36.3 */
function allowsRelaxedSearches({ version, old }: PodContext): boolean {
  if (isEnabled(version, "RelaxedDNSSearchValidation")) return true;
  return listAt(old, "spec", "dnsConfig", "searches").some((search) => search === "." || String(search).includes("_"));
}
