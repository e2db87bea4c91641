import type { JsonObject } from "../../model/json.ts";
import { textAt } from "../../model/json-read.ts";
import { compareQuantities } from "../../model/quantity.ts";
import { invalid, invalidEach, notSupported, required } from "./errors.ts";
import { isQualifiedName } from "./names.ts";
import type { Path } from "./path.ts";
import type { PodContext } from "./pod-context.ts";

/** What the v1 API calls fields of a Pod that can be asked for, and may say by `spec.host`. */
const KNOWN_FIELDS: ReadonlySet<string> = new Set([
  "metadata.annotations",
  "metadata.labels",
  "metadata.name",
  "metadata.namespace",
  "metadata.uid",
  "spec.nodeName",
  "spec.restartPolicy",
  "spec.serviceAccountName",
  "spec.schedulerName",
  "status.phase",
  "status.hostIP",
  "status.hostIPs",
  "status.podIP",
  "status.podIPs",
  "spec.host",
]);

const SUBSCRIPTED: ReadonlySet<string> = new Set(["metadata.annotations", "metadata.labels"]);

/**
 * A `fieldRef`, of an environment variable or a file.
 * Mirrors: validateObjectFieldSelector, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0
 */
export function validateFieldSelector(
  selector: JsonObject,
  allowed: readonly string[],
  path: Path,
  context: PodContext,
): void {
  const apiVersion = textAt(selector, "apiVersion");
  const fieldPath = textAt(selector, "fieldPath");
  if (apiVersion === "" || fieldPath === "") {
    required(context, path.child(apiVersion === "" ? "apiVersion" : "fieldPath"));
    return;
  }
  const { field, subscript } = splitSubscript(fieldPath);
  const problem = conversionProblem(apiVersion, fieldPath);
  if (problem !== undefined) {
    invalid(context, path.child("fieldPath"), fieldPath, `error converting fieldPath: ${problem}`);
  } else if (subscript !== undefined) {
    const key = field === "metadata.annotations" ? subscript.toLowerCase() : subscript;
    invalidEach(context, path, key, isQualifiedName(key, context.version.behaviour.labelLengthUnit));
  } else {
    const converted = field === "spec.host" ? "spec.nodeName" : field;
    if (!allowed.includes(converted)) notSupported(context, path.child("fieldPath"), converted, allowed);
  }
}

/** Mirrors: ConvertDownwardAPIFieldLabel, k8s.io/kubernetes/pkg/apis/core/pods v1.37.0 */
function conversionProblem(apiVersion: string, fieldPath: string): string | undefined {
  if (apiVersion !== "v1") return `unsupported pod version: ${apiVersion}`;
  const { field, subscript } = splitSubscript(fieldPath);
  if (subscript !== undefined) {
    return SUBSCRIPTED.has(field) ? undefined : `field label does not support subscript: ${fieldPath}`;
  }
  return KNOWN_FIELDS.has(fieldPath) ? undefined : `field label not supported: ${fieldPath}`;
}

/** `metadata.labels['app']`. Mirrors: SplitMaybeSubscriptedPath, k8s.io/kubernetes/pkg/fieldpath v1.37.0 */
function splitSubscript(fieldPath: string): { readonly field: string; readonly subscript: string | undefined } {
  const start = fieldPath.endsWith("']") ? fieldPath.slice(0, -2).indexOf("['") : -1;
  if (start < 1) return { field: fieldPath, subscript: undefined };
  return { field: fieldPath.slice(0, start), subscript: fieldPath.slice(start + 2, -2) };
}

const RESOURCES = [
  "limits.cpu",
  "limits.ephemeral-storage",
  "limits.memory",
  "requests.cpu",
  "requests.ephemeral-storage",
  "requests.memory",
];
const HUGE_PAGES = ["requests.hugepages-", "limits.hugepages-"];

/**
 * A `resourceFieldRef`; one of a file must name its container.
 * Mirrors: validateContainerResourceFieldSelector, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0
 */
export function validateResourceSelector(
  selector: JsonObject,
  needsContainer: boolean,
  path: Path,
  context: PodContext,
): void {
  const resource = textAt(selector, "resource");
  if (needsContainer && textAt(selector, "containerName") === "") required(context, path.child("containerName"));
  else if (resource === "") required(context, path.child("resource"));
  else if (!RESOURCES.includes(resource) && !isHugePages(resource)) {
    notSupported(context, path.child("resource"), resource, RESOURCES);
  }
  validateDivisor(resource, textAt(selector, "divisor"), path.child("divisor"), context);
}

function isHugePages(resource: string): boolean {
  return HUGE_PAGES.some((prefix) => resource.startsWith(prefix));
}

const BYTE_DIVISORS = ["1", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei"];

/** Mirrors: validateContainerResourceDivisor, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
function validateDivisor(resource: string, divisor: string, path: Path, context: PodContext): void {
  if (divisor === "" || compareQuantities(divisor, "0") === 0) return;
  if (resource.endsWith(".cpu") && RESOURCES.includes(resource)) {
    if (divisor !== "1m" && divisor !== "1")
      invalid(context, path, resource, "only divisor's values 1m and 1 are supported with the cpu resource");
    return;
  }
  const kind = byteResource(resource);
  if (kind === undefined || BYTE_DIVISORS.includes(divisor)) return;
  invalid(
    context,
    path,
    resource,
    `only divisor's values ${BYTE_DIVISORS.join(", ")} are supported with the ${kind} resource`,
  );
}

function byteResource(resource: string): string | undefined {
  if (isHugePages(resource)) return "hugepages";
  if (!RESOURCES.includes(resource)) return undefined;
  return resource.endsWith(".memory") ? "memory" : "local ephemeral storage";
}
