import type { JsonObject } from "../../model/json.ts";
import { listAt, objectAt, textAt } from "../../model/json-read.ts";
import { isEnabled } from "../versions/version.ts";
import { namedText } from "./bad-value.ts";
import { isHeadless, textsAt, validateClusterIPs } from "./cluster-ips.ts";
import type { ValidationContext } from "./context.ts";
import { forbidden, invalid, invalidEach, notSupported, required } from "./errors.ts";
import { isDns1035Label, isDns1123Label, isDns1123Subdomain } from "./names.ts";
import { nameRule, validateLabels, validateObjectMeta, validateObjectMetaUpdate } from "./object-meta.ts";
import { Path } from "./path.ts";
import { validateAddressChange, validateFamilyChange, validateLoadBalancerChange } from "./service-change.ts";
import { validateKubeletPort, validatePortUses, validateServicePorts } from "./service-ports.ts";
import {
  validateExternalIPs,
  validateLoadBalancer,
  validateSessionAffinity,
  validateSourceRanges,
  validateTopology,
  validateTraffic,
} from "./service-traffic.ts";

const METADATA = Path.of("metadata");
const SPEC = Path.of("spec");
const OLD_NAME = nameRule(isDns1035Label);
const RELAXED_NAME = nameRule(isDns1123Label);
const TYPES = ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"];

/** Mirrors: ValidateServiceCreate, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateServiceCreate(service: JsonObject, context: ValidationContext): void {
  const isRelaxed = isEnabled(context.version, "RelaxedServiceNameValidation");
  validateObjectMeta(objectAt(service, "metadata"), isRelaxed ? RELAXED_NAME : OLD_NAME, METADATA, context);
  validateService(service, undefined, context);
}

/** Mirrors: ValidateServiceUpdate, same package */
export function validateServiceUpdate(next: JsonObject, old: JsonObject, context: ValidationContext): void {
  validateObjectMetaUpdate(objectAt(next, "metadata"), objectAt(old, "metadata"), METADATA, context);
  const [spec, oldSpec] = [objectAt(next, "spec"), objectAt(old, "spec")];
  validateAddressChange(spec, oldSpec, context);
  validateFamilyChange(spec, oldSpec, context);
  validateLoadBalancerChange(spec, oldSpec, context);
  if (context.version.behaviour.asksServiceNameAgain) {
    validateObjectMeta(objectAt(next, "metadata"), OLD_NAME, METADATA, context);
  }
  validateService(next, old, context);
}

/** Mirrors: validateService, k8s.io/kubernetes/pkg/apis/core/validation v1.30.14 to v1.37.0 */
export function validateService(service: JsonObject, old: JsonObject | undefined, context: ValidationContext): void {
  const spec = objectAt(service, "spec");
  const oldSpec = old && objectAt(old, "spec");
  validateTopology(service, context);
  const type = textAt(spec, "type");
  if (listAt(spec, "ports").length === 0 && !isHeadless(spec) && type !== "ExternalName") {
    required(context, SPEC.child("ports"));
  }
  validateByType(type, spec, context);
  validateServicePorts(spec, context);
  validateLabels(objectAt(spec, "selector"), SPEC.child("selector"), context);
  validateSessionAffinity(spec, context);
  validateClusterIPs(spec, oldSpec, context);
  validateExternalIPs(spec, oldSpec, context);
  if (type === "") required(context, SPEC.child("type"));
  else if (!TYPES.includes(type)) notSupported(context, SPEC.child("type"), namedText(type), TYPES);
  validatePortUses(spec, context);
  validateSourceRanges(service, old, context);
  validateLoadBalancer(spec, context);
  validateTraffic(spec, context);
}

function validateByType(type: string, spec: JsonObject, context: ValidationContext): void {
  if (type === "ExternalName") validateExternalName(spec, context);
  if (type !== "LoadBalancer" && type !== "NodePort") return;
  if (type === "LoadBalancer" && context.version.behaviour.guardsKubeletPort) validateKubeletPort(spec, context);
  if (!isHeadless(spec)) return;
  invalid(context, SPEC.child("clusterIPs").index(0), "None", `may not be set to 'None' for ${type} services`);
}

function validateExternalName(spec: JsonObject, context: ValidationContext): void {
  const detail = "may not be set for ExternalName services";
  for (const field of ["clusterIPs", "ipFamilies"]) {
    if (textsAt(spec, field).length > 0) forbidden(context, SPEC.child(field), detail);
  }
  if (typeof spec.ipFamilyPolicy === "string") forbidden(context, SPEC.child("ipFamilyPolicy"), detail);
  const name = textAt(spec, "externalName").replace(/\.$/, "");
  const path = SPEC.child("externalName");
  if (name === "") required(context, path);
  else invalidEach(context, path, name, isDns1123Subdomain(name));
}
