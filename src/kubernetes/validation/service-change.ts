import type { JsonObject } from "../../model/json.ts";
import { numberAt, textAt } from "../../model/json-read.ts";
import { isEqual } from "../is-equal.ts";
import { goValue, namedText } from "./bad-value.ts";
import { isHeadless, textsAt } from "./cluster-ips.ts";
import type { ValidationContext } from "./context.ts";
import { forbidden, invalid } from "./errors.ts";
import { Path } from "./path.ts";
import { needsHealthCheck, validateLoadBalancerClass } from "./service-traffic.ts";

const SPEC = Path.of("spec");
const POLICY = SPEC.child("ipFamilyPolicy");
const FIXED = "may not change once set";

function isExternal(spec: JsonObject): boolean {
  return textAt(spec, "type") === "ExternalName";
}

/**
 * Addresses stay; a second one may come, and go again when the policy says so.
 * Mirrors: validateUpgradeDowngradeClusterIPs, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0
 */
export function validateAddressChange(spec: JsonObject, old: JsonObject, context: ValidationContext): void {
  if (isExternal(spec) || isExternal(old) || (isHeadless(spec) && isHeadless(old))) return;
  const [now, before] = [textsAt(spec, "clusterIPs"), textsAt(old, "clusterIPs")];
  const shown = goValue("[]string", now);
  const at = SPEC.child("clusterIPs");
  if (now.length === before.length) {
    for (const [index, address] of before.entries()) {
      if (address !== now[index]) invalid(context, at.index(index), shown, FIXED);
    }
    return;
  }
  if (now.length === 0) invalid(context, at.index(0), shown, "primary clusterIP can not be unset");
  if (now.length > 0 && before.length > 0 && now[0] !== before[0]) invalid(context, at.index(0), shown, FIXED);
  if (now.length < before.length && now.length === 1) requireSingleStack(spec, "clusterIP", context);
}

/** Mirrors: validateUpgradeDowngradeIPFamilies, same package */
export function validateFamilyChange(spec: JsonObject, old: JsonObject, context: ValidationContext): void {
  if (isExternal(spec) || isExternal(old) || isHeadless(spec) || isHeadless(old)) return;
  const [now, before] = [textsAt(spec, "ipFamilies"), textsAt(old, "ipFamilies")];
  const at = SPEC.child("ipFamilies").index(0);
  if (now.length === before.length) {
    for (const [index, family] of before.entries()) {
      if (family !== now[index]) invalid(context, at, goValue("[]internal/core.IPFamily", now), FIXED);
    }
    return;
  }
  const addresses = textsAt(spec, "clusterIPs");
  if (now.length < before.length && addresses.length === 0) {
    invalid(context, at, goValue("[]internal/core.IPFamily", now), "primary ipFamily can not be unset");
  }
  if (now.length > 0 && before.length > 0 && now[0] !== before[0]) {
    invalid(context, at, goValue("[]string", addresses), FIXED);
  }
  if (now.length < before.length && now.length === 1) requireSingleStack(spec, "ipFamily", context);
}

function requireSingleStack(spec: JsonObject, name: string, context: ValidationContext): void {
  const policy = textAt(spec, "ipFamilyPolicy");
  if (policy === "SingleStack") return;
  invalid(context, POLICY, namedText(policy), `must be set to 'SingleStack' when releasing the secondary ${name}`);
}

/** Mirrors: validateLoadBalancerClassField and validateServiceExternalTrafficFieldsUpdate, same package */
export function validateLoadBalancerChange(spec: JsonObject, old: JsonObject, context: ValidationContext): void {
  const isKept = [spec, old].every((service) => textAt(service, "type") === "LoadBalancer");
  const name = spec.loadBalancerClass ?? null;
  if (isKept && !isEqual(name, old.loadBalancerClass ?? null)) {
    const nothing = context.version.behaviour.showsValuesAsJson ? null : "null";
    invalid(context, SPEC.child("loadBalancerClass"), typeof name === "string" ? name : nothing, FIXED);
  }
  validateLoadBalancerClass(spec, context);
  const [port, oldPort] = [numberAt(spec, "healthCheckNodePort") ?? 0, numberAt(old, "healthCheckNodePort") ?? 0];
  if (needsHealthCheck(spec) && needsHealthCheck(old) && port !== oldPort) {
    forbidden(context, SPEC.child("healthCheckNodePort"), "field is immutable");
  }
}
