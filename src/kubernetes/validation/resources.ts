import { isObject, type JsonObject, type JsonValue } from "../../model/json.ts";
import { listAt, objectAt, textAt, textMapAt } from "../../model/json-read.ts";
import { compareQuantities, parseQuantity, scaledValue } from "../../model/quantity.ts";
import { goValue } from "./bad-value.ts";
import { someContainer } from "./container-lists.ts";
import { duplicate, forbidden, invalid, invalidEach, notFound, required } from "./errors.ts";
import { isDns1123Label } from "./names.ts";
import type { Path } from "./path.ts";
import type { PodContext } from "./pod-context.ts";
import {
  allowsOvercommit,
  isHugePages,
  isIntegerResource,
  isWholePages,
  type ResourceNameRule,
  validateContainerResourceName,
} from "./resource-names.ts";

/** Mirrors: ValidateContainerResourceRequirements, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateContainerResources(
  resources: JsonValue | undefined,
  path: Path,
  claimNames: ReadonlySet<string>,
  context: PodContext,
): void {
  if (isObject(resources)) validateResources(resources, validateContainerResourceName, path, claimNames, context);
}

/** Mirrors: validateResourceRequirements, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateResources(
  resources: JsonObject,
  nameRule: ResourceNameRule,
  path: Path,
  claimNames: ReadonlySet<string>,
  context: PodContext,
): void {
  const limits = textMapAt(resources, "limits");
  const requests = textMapAt(resources, "requests");
  for (const [name, quantity] of Object.entries(limits).sort(byName)) {
    const at = path.child("limits").key(name);
    nameRule(name, at, context);
    validateQuantity(name, quantity, at, context);
    validateHugePages(name, quantity, at, context);
  }
  for (const [name, quantity] of Object.entries(requests).sort(byName)) {
    const at = path.child("requests").key(name);
    nameRule(name, at, context);
    validateQuantity(name, quantity, at, context);
    validateAgainstLimit(name, { request: quantity, limit: limits[name] }, path, context);
    validateHugePages(name, quantity, at, context);
  }
  const names = [...Object.keys(limits), ...Object.keys(requests)];
  if (names.some(isHugePages) && !names.some((name) => name === "cpu" || name === "memory"))
    forbidden(context, path, "HugePages require cpu or memory");
  validateClaims(listAt(resources, "claims"), path.child("claims"), claimNames, context);
}

function byName([a]: [string, string], [b]: [string, string]): number {
  return a < b ? -1 : Number(a > b);
}

/** Mirrors: ValidateResourceQuantityValue, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
function validateQuantity(name: string, text: string, path: Path, context: PodContext): void {
  const quantity = parseQuantity(text);
  if (typeof quantity === "string") return;
  if (quantity.digits < 0n) invalid(context, path, text, "must be greater than or equal to 0");
  if (scaledValue(quantity, -3) % 1000n !== 0n && isIntegerResource(name))
    invalid(context, path, goValue("api/resource.Quantity", text), "must be an integer");
}

interface Amounts {
  readonly request: string;
  readonly limit: string | undefined;
}

function validateAgainstLimit(name: string, { request, limit }: Amounts, path: Path, context: PodContext): void {
  if (limit === undefined) {
    if (!allowsOvercommit(name))
      required(context, path.child("limits"), "Limit must be set for non overcommitable resources");
    return;
  }
  const difference = compareQuantities(request, limit);
  if (difference === 0) return;
  const at = path.child("requests");
  if (!allowsOvercommit(name)) invalid(context, at, request, `must be equal to ${name} limit of ${limit}`);
  else if (difference > 0) invalid(context, at, request, `must be less than or equal to ${name} limit of ${limit}`);
}

function validateHugePages(name: string, quantity: string, path: Path, context: PodContext): void {
  if (!isHugePages(name) || isWholePages(name, quantity) || hadPartialPages(context)) return;
  invalid(context, path, quantity, `${quantity} is not positive integer multiple of ${name}`);
}

/** Mirrors: usesIndivisibleHugePagesValues, k8s.io/kubernetes/pkg/api/pod v1.37.0 */
function hadPartialPages({ old }: PodContext): boolean {
  const spec = objectAt(old, "spec");
  const isPartial = (amounts: Readonly<Record<string, string>>): boolean =>
    Object.entries(amounts).some(([name, quantity]) => isHugePages(name) && !isWholePages(name, quantity));
  if (isPartial(textMapAt(spec, "overhead"))) return true;
  return someContainer(
    spec,
    (one) => isPartial(textMapAt(one, "resources", "limits")) || isPartial(textMapAt(one, "resources", "requests")),
  );
}

/** Mirrors: validateResourceClaimNames, k8s.io/kubernetes/pkg/apis/core/validation v1.30.14 to v1.37.0 */
function validateClaims(
  claims: readonly JsonValue[],
  path: Path,
  claimNames: ReadonlySet<string>,
  context: PodContext,
): void {
  const taken = new Set<string>();
  for (const [index, claim] of claims.entries()) {
    const name = textAt(claim, "name");
    const at = path.index(index);
    if (name === "") {
      required(context, at);
      continue;
    }
    if (taken.has(name)) duplicate(context, at, name);
    else takeRequest(name, textAt(claim, "request"), { path: at, taken }, context);
    if (!claimNames.has(name)) notFound(context, at, name, knownClaims(claimNames));
  }
}

interface Taken {
  readonly path: Path;
  readonly taken: Set<string>;
}

function takeRequest(name: string, request: string, { path, taken }: Taken, context: PodContext): void {
  const key = request === "" ? name : `${name}/${request}`;
  if (request !== "") invalidEach(context, path.child("request"), request, isDns1123Label(request));
  if (taken.has(key)) duplicate(context, path, key);
  else if (request === "") {
    for (const other of taken) if (other.startsWith(`${name}/`)) duplicate(context, path, name);
  }
  taken.add(key);
}

function knownClaims(names: ReadonlySet<string>): string {
  const detail = "must be one of the names in pod.spec.resourceClaims";
  return names.size === 0 ? `${detail} which is empty` : `${detail}: ${[...names].sort().join(", ")}`;
}
