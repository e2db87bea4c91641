import type { FieldError } from "../../model/field-error.ts";
import { isObject, type JsonObject, type JsonValue } from "../../model/json.ts";
import { listAt, numberAt, objectAt, textAt, textMapAt, valueAt } from "../../model/json-read.ts";
import { changedImmutableFields } from "../immutable-fields.ts";
import { labelsMeetAll, requirementsOf } from "../label-selector.ts";
import { isEnabled } from "../versions/version.ts";
import { goValue, namedText } from "./bad-value.ts";
import type { ValidationContext } from "./context.ts";
import { forbidden, invalid, nonNegative, notSupported, required } from "./errors.ts";
import { isUsableSelector, validateLabelSelector } from "./label-selector.ts";
import { isDns1123Label } from "./names.ts";
import { nameRule, validateObjectMeta, validateObjectMetaUpdate } from "./object-meta.ts";
import { Path } from "./path.ts";
import { validatePersistentVolumeClaimSpec } from "./persistent-volume-claim.ts";
import type { PodContext } from "./pod-context.ts";
import { validatePodTemplateSpec, validateTemplateMetadata } from "./pod-template.ts";

const METADATA = Path.of("metadata");
const SPEC = Path.of("spec");
const STATEFUL_SET_NAME = nameRule(isDns1123Label);

interface Scope {
  readonly checksClaims: boolean;
  readonly checksServiceName: boolean;
  readonly checksTemplates: boolean;
}

/** Mirrors: ValidateStatefulSet, k8s.io/kubernetes/pkg/apis/apps/validation v1.37.0 and v1.33.13 */
export function validateStatefulSetCreate(set: JsonObject, context: ValidationContext): void {
  const { behaviour } = context.version;
  validateObjectMeta(objectAt(set, "metadata"), STATEFUL_SET_NAME, METADATA, context);
  validateSpec(objectAt(set, "spec"), context, {
    checksClaims: behaviour.validatesTemplates,
    checksServiceName: behaviour.validatesServiceName,
    checksTemplates: behaviour.validatesTemplates,
  });
}

/** Mirrors: ValidateStatefulSetUpdate, k8s.io/kubernetes/pkg/apis/apps/validation v1.37.0 and v1.36.3 */
export function validateStatefulSetUpdate(next: JsonObject, old: JsonObject, context: ValidationContext): void {
  validateObjectMetaUpdate(objectAt(next, "metadata"), objectAt(old, "metadata"), METADATA, context);
  const scope = {
    checksClaims: false,
    checksServiceName: false,
    checksTemplates: context.version.behaviour.validatesTemplates,
  };
  const oldErrors: FieldError[] = [];
  const withOld = { ...context, old: objectAt(old, "spec", "template") };
  if (scope.checksTemplates) validateSpec(objectAt(old, "spec"), { ...withOld, errors: oldErrors }, scope);
  validateSpec(objectAt(next, "spec"), withOld, {
    ...scope,
    checksTemplates: scope.checksTemplates && oldErrors.length === 0,
  });
  validateImmutable(next, old, context);
}

const GO_TYPES: Readonly<Record<string, string>> = {
  selector: "*meta/v1.LabelSelector",
  volumeClaimTemplates: "[]internal/core.PersistentVolumeClaim",
};

function validateImmutable(next: JsonObject, old: JsonObject, context: ValidationContext): void {
  const changed = changedImmutableFields(old, next, context.version);
  if (changed.length === 0) return;
  const { mutableSetFields } = context.version.behaviour;
  if (mutableSetFields !== "") {
    forbidden(context, SPEC, `updates to statefulset spec for fields other than ${mutableSetFields} are forbidden`);
    return;
  }
  for (const { field, new: value } of changed) {
    const goType = GO_TYPES[field];
    const shown = goType === undefined ? String(value ?? "") : goValue(goType, value);
    invalid(context, SPEC.child(field), shown, "field is immutable");
  }
}

function validateSpec(spec: JsonObject, context: PodContext, scope: Scope): void {
  validatePolicies(spec, context);
  validateStrategy(objectAt(spec, "updateStrategy"), SPEC.child("updateStrategy"), context);
  validateRetention(spec.persistentVolumeClaimRetentionPolicy, context);
  if (scope.checksClaims) validateClaimTemplates(listAt(spec, "volumeClaimTemplates"), context);
  nonNegative(numberAt(spec, "replicas"), SPEC.child("replicas"), context);
  nonNegative(numberAt(spec, "minReadySeconds"), SPEC.child("minReadySeconds"), context);
  nonNegative(numberAt(spec, "ordinals", "start"), SPEC.child("ordinals.start"), context);
  const serviceName = textAt(spec, "serviceName");
  if (scope.checksServiceName && serviceName !== "") {
    for (const message of isDns1123Label(serviceName))
      invalid(context, SPEC.child("serviceName"), serviceName, message);
  }
  const selector = validateSelector(spec.selector, context);
  if (selector.isUsable) validateTemplate(spec, selector.value, context, scope);
  validateFixedPolicies(objectAt(spec, "template", "spec"), context);
}

function validateClaimTemplates(claims: readonly JsonValue[], context: ValidationContext): void {
  const path = SPEC.child("volumeClaimTemplates");
  for (const [index, claim] of claims.entries()) {
    validatePersistentVolumeClaimSpec(objectAt(claim, "spec"), path.index(index).child("spec"), context);
  }
}

function validatePolicies(spec: JsonObject, context: ValidationContext): void {
  const policy = textAt(spec, "podManagementPolicy");
  if (policy !== "OrderedReady" && policy !== "Parallel") {
    invalid(context, SPEC.child("podManagementPolicy"), namedText(policy), "must be 'OrderedReady' or 'Parallel'");
  }
}

const STRATEGY = "internal/apps.StatefulSetUpdateStrategy";
const ROLLING = "internal/apps.RollingUpdateStatefulSetStrategy";

function validateStrategy(strategy: JsonObject, path: Path, context: ValidationContext): void {
  const type = textAt(strategy, "type");
  const rolling = strategy.rollingUpdate;
  const hasRecreate = isEnabled(context.version, "StatefulSetRecreateStrategy");
  if (type === "RollingUpdate") {
    if (isObject(rolling)) validateRollingUpdate(rolling, path.child("rollingUpdate"), context);
    return;
  }
  if (type === "OnDelete" || (type === "Recreate" && hasRecreate)) {
    if (isObject(rolling)) {
      invalid(
        context,
        path.child("rollingUpdate"),
        goValue(ROLLING, rolling),
        "only allowed for updateStrategy 'RollingUpdate'",
      );
    }
    return;
  }
  const known = hasRecreate
    ? "must be 'RollingUpdate', 'OnDelete', or 'Recreate'"
    : "must be 'RollingUpdate' or 'OnDelete'";
  invalid(context, path, goValue(STRATEGY, strategy), known);
}

function validateRollingUpdate(rolling: JsonObject, path: Path, context: ValidationContext): void {
  nonNegative(numberAt(rolling, "partition"), path.child("partition"), context);
  const max = rolling.maxUnavailable;
  if (max === undefined || max === null) return;
  const at = path.child("maxUnavailable");
  const isPercent = typeof max === "string" && /^[0-9]+%$/.test(max);
  const value = goValue("util/intstr.IntOrString", max);
  if (typeof max === "string" && !isPercent) {
    invalid(
      context,
      at,
      value,
      "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')",
    );
  }
  if (typeof max === "number" && max < 0) invalid(context, at, max, "must be greater than or equal to 0");
  const share = isPercent ? Number(String(max).slice(0, -1)) : undefined;
  // A text that is no percentage counts as the number that it spells, or as 0.
  const isZero = typeof max === "string" && !isPercent && !/^[+-]?0*[1-9][0-9]*$/.test(max);
  if (max === 0 || share === 0 || isZero) invalid(context, at, value, "cannot be 0");
  if (share !== undefined && share > 100) invalid(context, at, value, "must not be greater than 100%");
}

function validateRetention(policy: JsonValue | undefined, context: ValidationContext): void {
  if (!isObject(policy)) return;
  for (const field of ["whenDeleted", "whenScaled"]) {
    const value = textAt(policy, field);
    if (value === "Retain" || value === "Delete") continue;
    notSupported(context, SPEC.child("persistentVolumeClaimRetentionPolicy").child(field), namedText(value), [
      "Retain",
      "Delete",
    ]);
  }
}

interface SelectorVerdict {
  readonly value: JsonObject | undefined;
  readonly isUsable: boolean;
}

function validateSelector(selector: JsonValue | undefined, context: ValidationContext): SelectorVerdict {
  const path = SPEC.child("selector");
  if (!isObject(selector)) {
    required(context, path);
    return { value: undefined, isUsable: true };
  }
  const shown = goValue("meta/v1.LabelSelector", selector);
  validateLabelSelector(selector, path, context);
  const isEmpty = requirementsOf(selector).length === 0;
  if (isEmpty) invalid(context, path, shown, "empty selector is invalid for statefulset");
  const isUsable = isEmpty || isUsableSelector(selector, context);
  if (!isUsable) invalid(context, path, shown, "");
  return { value: selector, isUsable };
}

function validateTemplate(spec: JsonObject, selector: JsonObject | undefined, context: PodContext, scope: Scope): void {
  const path = SPEC.child("template");
  const metadata = objectAt(spec, "template", "metadata");
  const labels = textMapAt(metadata, "labels");
  const requirements = selector === undefined ? [] : requirementsOf(selector);
  const matches = selector !== undefined && labelsMeetAll(requirements, labels);
  if (!matches) {
    const shown = goValue("map[string]string", valueAt(metadata, "labels") ?? null);
    invalid(context, path.child("metadata").child("labels"), shown, "`selector` does not match template `labels`");
  }
  const template = templateToValidate(spec);
  if (scope.checksTemplates) validatePodTemplateSpec(template, path, context);
  validateTemplateMetadata(template, path, context);
}

/** The template without what the controller sets, and with the volumes that claim templates become. */
function templateToValidate(spec: JsonObject): JsonObject {
  const template = objectAt(spec, "template");
  const written = objectAt(template, "spec");
  const claims = listAt(spec, "volumeClaimTemplates");
  if (claims.length === 0 && written.hostname === undefined && written.subdomain === undefined) return template;
  const { hostname, subdomain, ...podSpec } = written;
  const claimNames = new Set(claims.map((claim) => textAt(claim, "metadata", "name")));
  if (claimNames.size > 0) {
    const own = [...claimNames].map((name) => ({ name, persistentVolumeClaim: { claimName: name } }));
    const others = listAt(podSpec, "volumes").filter((volume) => !claimNames.has(textAt(volume, "name")));
    podSpec.volumes = [...own, ...others];
  }
  return { ...template, spec: podSpec };
}

function validateFixedPolicies(podSpec: JsonObject, context: ValidationContext): void {
  const path = SPEC.child("template").child("spec");
  const restartPolicy = textAt(podSpec, "restartPolicy");
  if (restartPolicy !== "Always")
    notSupported(context, path.child("restartPolicy"), namedText(restartPolicy), ["Always"]);
  if (valueAt(podSpec, "activeDeadlineSeconds") !== undefined) {
    forbidden(context, path.child("activeDeadlineSeconds"), "activeDeadlineSeconds in StatefulSet is not Supported");
  }
}
