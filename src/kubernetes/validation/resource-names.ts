import { compareQuantities, parseQuantity, scaledValue } from "../../model/quantity.ts";
import { resourceName } from "./bad-value.ts";
import { invalid, invalidEach, notSupported } from "./errors.ts";
import { isQualifiedName } from "./names.ts";
import type { Path } from "./path.ts";
import type { PodContext } from "./pod-context.ts";

export type ResourceNameRule = (name: string, path: Path, context: PodContext) => void;

const HUGE_PAGES = "hugepages-";
const QUOTA_PREFIX = "requests.";
const CONTAINER_RESOURCES: ReadonlySet<string> = new Set(["cpu", "memory", "ephemeral-storage"]);

/** Counted things, which a quota may name too. */
const COUNTED = [
  "pods",
  "resourcequotas",
  "services",
  "replicationcontrollers",
  "secrets",
  "configmaps",
  "persistentvolumeclaims",
  "services.nodeports",
  "services.loadbalancers",
];
const COUNTED_NAMES: ReadonlySet<string> = new Set(COUNTED);
const STANDARD: ReadonlySet<string> = new Set([
  ...["", "requests.", "limits."].flatMap((prefix) => [...CONTAINER_RESOURCES].map((name) => prefix + name)),
  "storage",
  "requests.storage",
  ...COUNTED,
]);

export function isHugePages(name: string): boolean {
  return name.startsWith(HUGE_PAGES);
}

/** In the namespace of Kubernetes itself. Mirrors: IsNativeResource, k8s.io/kubernetes/pkg/apis/core/helper v1.37.0 */
function isNative(name: string): boolean {
  return !name.includes("/") || name.includes("kubernetes.io/");
}

/** Mirrors: IsExtendedResourceName, k8s.io/kubernetes/pkg/apis/core/helper v1.37.0 */
function isExtended(name: string): boolean {
  return !isNative(name) && !name.startsWith(QUOTA_PREFIX) && isQualifiedName(QUOTA_PREFIX + name).length === 0;
}

/** More may be promised than there is. Mirrors: IsOvercommitAllowed, same package */
export function allowsOvercommit(name: string): boolean {
  return isNative(name) && !isHugePages(name);
}

/** Only whole ones of it can be had. Mirrors: IsIntegerResourceName, same package */
export function isIntegerResource(name: string): boolean {
  return COUNTED_NAMES.has(name) || isExtended(name);
}

/** Mirrors: validateResourceName, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
function validateResourceName(name: string, path: Path, context: PodContext, shown = resourceName(name)): boolean {
  const messages = isQualifiedName(name, context.version.behaviour.labelLengthUnit);
  invalidEach(context, path, shown, messages);
  if (messages.length > 0) return false;
  if (name.includes("/") || STANDARD.has(name) || isHugePages(name) || isHugePages(name.replace(/^requests\./, "")))
    return true;
  invalid(context, path, resourceName(name), "must be a standard resource type or fully qualified");
  return false;
}

/**
 * `shown` is how a name that is badly spelt is shown.
 * Mirrors: ValidateContainerResourceName, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0
 */
export function validateContainerResourceName(
  name: string,
  path: Path,
  context: PodContext,
  shown = resourceName(name),
): void {
  if (CONTAINER_RESOURCES.has(name)) return;
  validateResourceName(name, path, context, shown);
  if (!name.includes("/")) {
    if (!isHugePages(name)) invalid(context, path, resourceName(name), "must be a standard resource for containers");
  } else if (!isNative(name) && !isExtended(name)) {
    invalid(context, path, resourceName(name), "doesn't follow extended resource name standard");
  }
}

/** Mirrors: validatePodResourceName, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validatePodResourceName(name: string, path: Path, context: PodContext): void {
  if (!validateResourceName(name, path, context)) return;
  if (name === "cpu" || name === "memory" || isHugePages(name)) return;
  notSupported(context, path, resourceName(name), ["cpu", HUGE_PAGES, "memory"]);
}

/** Whole pages only. Mirrors: IsHugePageResourceValueDivisible, k8s.io/kubernetes/pkg/apis/core/helper v1.37.0 */
export function isWholePages(name: string, quantity: string): boolean {
  const size = parseQuantity(name.slice(HUGE_PAGES.length));
  const amount = parseQuantity(quantity);
  if (typeof size === "string" || typeof amount === "string") return false;
  if (compareQuantities(size, "0") <= 0 || scaledValue(size, -3) % 1000n !== 0n) return false;
  return scaledValue(amount, 0) % scaledValue(size, 0) === 0n;
}
