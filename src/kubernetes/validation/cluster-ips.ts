import type { JsonObject } from "../../model/json.ts";
import { listAt, textAt } from "../../model/json-read.ts";
import { isIpv4, parseSloppyAddress } from "../ip-address.ts";
import { validateAddress } from "./addresses.ts";
import { goValue, namedText } from "./bad-value.ts";
import type { ValidationContext } from "./context.ts";
import { duplicate, invalid, notSupported, required } from "./errors.ts";
import { Path } from "./path.ts";

const SPEC = Path.of("spec");
const CLUSTER_IPS = SPEC.child("clusterIPs");
const FAMILIES = SPEC.child("ipFamilies");

/** The texts of a list of a Service's spec. */
export function textsAt(spec: JsonObject, field: string): string[] {
  return listAt(spec, field).map(String);
}

/** True when the one address of a Service is `None`. */
export function isHeadless(spec: JsonObject): boolean {
  const addresses = textsAt(spec, "clusterIPs");
  return addresses.length === 1 && addresses[0] === "None";
}

/** `IPv4`, `IPv6`, or "" for a text that is no address. */
export function familyOf(text: string): string {
  const address = parseSloppyAddress(text);
  if (!address) return "";
  return isIpv4(address) ? "IPv4" : "IPv6";
}

/**
 * How a Service's addresses, families and policy fit together; asked before addresses are given out and after.
 * Mirrors: ValidateServiceClusterIPsRelatedFields, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0
 */
export function validateClusterIPs(spec: JsonObject, old: JsonObject | undefined, context: ValidationContext): void {
  if (textAt(spec, "type") === "ExternalName") return;
  validatePair(spec, context);
  validateFamilies(spec, context);
  const addresses = textsAt(spec, "clusterIPs");
  const shown = goValue("[]string", addresses);
  const isSound = validateEach(addresses, old, context);
  if (addresses.length > 2) invalid(context, CLUSTER_IPS, shown, "may only hold up to 2 values");
  if (!isSound) return;
  if (addresses.length > 1 && new Set(addresses.map(familyOf)).size < 2) {
    invalid(context, CLUSTER_IPS, shown, "may specify no more than one IP for each IP family");
  }
  if (!isHeadless(spec)) validateMatch(addresses, textsAt(spec, "ipFamilies"), context);
}

/** `clusterIP` is the first of `clusterIPs`. */
function validatePair(spec: JsonObject, context: ValidationContext): void {
  const addresses = textsAt(spec, "clusterIPs");
  const shown = goValue("[]string", addresses);
  const clusterIP = textAt(spec, "clusterIP");
  if (clusterIP === "") {
    if (addresses.length > 0) invalid(context, CLUSTER_IPS, shown, "must be empty when `clusterIP` is not specified");
  } else if (addresses.length === 0) required(context, CLUSTER_IPS);
  else if (addresses[0] !== clusterIP) invalid(context, CLUSTER_IPS, shown, "first value must match `clusterIP`");
}

function validateFamilies(spec: JsonObject, context: ValidationContext): void {
  const seen = new Set<string>();
  for (const [index, family] of textsAt(spec, "ipFamilies").entries()) {
    const path = FAMILIES.index(index);
    if (family !== "IPv4" && family !== "IPv6") notSupported(context, path, namedText(family), ["IPv4", "IPv6"]);
    if (seen.has(family)) duplicate(context, path, namedText(family));
    seen.add(family);
  }
  const policy = spec.ipFamilyPolicy;
  if (typeof policy !== "string" || POLICIES.includes(policy)) return;
  notSupported(context, SPEC.child("ipFamilyPolicy"), namedText(policy), POLICIES);
}

const POLICIES = ["PreferDualStack", "RequireDualStack", "SingleStack"];

function validateEach(addresses: readonly string[], old: JsonObject | undefined, context: ValidationContext): boolean {
  const known = old ? textsAt(old, "clusterIPs") : [];
  let isSound = true;
  for (const [index, address] of addresses.entries()) {
    if (index > 0 || address !== "None") {
      if (!validateAddress(address, CLUSTER_IPS.index(index), context, known)) isSound = false;
    } else if (addresses.length > 1) {
      invalid(context, CLUSTER_IPS, goValue("[]string", [...addresses]), "'None' must be the first and only value");
      isSound = false;
    }
  }
  return isSound;
}

function validateMatch(addresses: readonly string[], families: readonly string[], context: ValidationContext): void {
  for (const [index, family] of families.slice(0, addresses.length).entries()) {
    const address = addresses[index] ?? "";
    const actual = familyOf(address) === "IPv6" ? "IPv6" : "IPv4";
    if ((family !== "IPv4" && family !== "IPv6") || family === actual) continue;
    const detail = `expected an ${family} value as indicated by \`ipFamilies[${index}]\``;
    invalid(context, CLUSTER_IPS.index(index), address, detail);
  }
}
