import type { JsonObject } from "../model/json.ts";
import { listAt, objectAt, textAt, textMapAt, valueAt } from "../model/json-read.ts";
import { compareQuantities, parseQuantity, type Quantity } from "../model/quantity.ts";
import type { ClaimVolume } from "../model/report.ts";
import { labelsMeetAll, type Requirement, requirementsOf } from "./label-selector.ts";

/** A claim that asks for a volume. */
export interface ClaimRequest {
  readonly namespace: string;
  readonly name: string;
  readonly spec: JsonObject;
}

const DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class";
const NO_PROVISIONER = "kubernetes.io/no-provisioner";

/**
 * Which volume of the input each claim gets, by `namespace/name`; claims are served in the given order. Only what the input
 * says counts: a cluster may have other volumes and classes.
 * Mirrors: FindMatchingVolume, k8s.io/component-helpers/storage/volume v1.37.0
 */
export function bindClaims(
  claims: readonly ClaimRequest[],
  volumes: readonly JsonObject[],
  classes: readonly JsonObject[],
): Map<string, ClaimVolume> {
  const offers = volumes.map(offerOf);
  const bound = new Map<string, ClaimVolume>();
  for (const claim of claims) {
    const need = needOf(claim, classes);
    const offer = need.className === undefined ? undefined : bestOffer(offers, need);
    if (offer !== undefined) offer.isFree = false;
    bound.set(
      need.key,
      offer === undefined ? withoutOffer(need, offers, classes) : { kind: "static", volume: offer.name },
    );
  }
  return bound;
}

interface Offer {
  readonly name: string;
  readonly className: string;
  readonly capacity: Quantity | undefined;
  readonly modes: ReadonlySet<unknown>;
  readonly volumeMode: string;
  readonly labels: Readonly<Record<string, string>>;
  /** `namespace/name` of the claim that it is kept for; "" for none. */
  readonly keptFor: string;
  isFree: boolean;
}

interface Need {
  readonly key: string;
  /** Undefined when the cluster's default class decides. */
  readonly className: string | undefined;
  readonly request: Quantity | undefined;
  readonly modes: readonly unknown[];
  readonly volumeMode: string;
  readonly selector: readonly Requirement[];
  /** The volume that the claim names itself. */
  readonly volumeName: string;
}

function offerOf(volume: JsonObject): Offer {
  const claim = objectAt(volume, "spec", "claimRef");
  const claimName = textAt(claim, "name");
  return {
    name: textAt(volume, "metadata", "name"),
    className: textAt(volume, "spec", "storageClassName"),
    capacity: quantityOf(textAt(volume, "spec", "capacity", "storage")),
    modes: new Set(listAt(volume, "spec", "accessModes")),
    volumeMode: textAt(volume, "spec", "volumeMode") || "Filesystem",
    labels: textMapAt(volume, "metadata", "labels"),
    keptFor: claimName === "" ? "" : `${textAt(claim, "namespace")}/${claimName}`,
    isFree: true,
  };
}

function quantityOf(text: string): Quantity | undefined {
  const quantity = parseQuantity(text);
  return typeof quantity === "string" ? undefined : quantity;
}

function needOf({ namespace, name, spec }: ClaimRequest, classes: readonly JsonObject[]): Need {
  const className = valueAt(spec, "storageClassName");
  return {
    key: `${namespace}/${name}`,
    className: typeof className === "string" ? className : defaultClass(classes),
    request: quantityOf(textAt(spec, "resources", "requests", "storage")),
    modes: listAt(spec, "accessModes"),
    volumeMode: textAt(spec, "volumeMode") || "Filesystem",
    selector: requirementsOf(objectAt(spec, "selector")),
    volumeName: textAt(spec, "volumeName"),
  };
}

function defaultClass(classes: readonly JsonObject[]): string | undefined {
  const found = classes.find((entry) => textAt(entry, "metadata", "annotations", DEFAULT_CLASS) === "true");
  return found && textAt(found, "metadata", "name");
}

/** A volume that is kept for the claim, else the smallest that is large enough; of equal ones the first. */
function bestOffer(offers: readonly Offer[], need: Need): Offer | undefined {
  let best: Offer | undefined;
  for (const offer of offers) {
    if (!fits(offer, need)) continue;
    if (offer.keptFor === need.key) return offer;
    if (offer.keptFor === "" && (best === undefined || isSmaller(offer, best))) best = offer;
  }
  return best;
}

function fits(offer: Offer, need: Need): boolean {
  if (!offer.isFree || offer.className !== need.className || offer.volumeMode !== need.volumeMode) return false;
  if (need.volumeName !== "" && offer.name !== need.volumeName) return false;
  if (!need.modes.every((mode) => offer.modes.has(mode))) return false;
  if (!labelsMeetAll(need.selector, offer.labels)) return false;
  if (offer.capacity === undefined || need.request === undefined) return false;
  return compareQuantities(offer.capacity, need.request) >= 0;
}

function isSmaller(a: Offer, b: Offer): boolean {
  return a.capacity !== undefined && b.capacity !== undefined && compareQuantities(a.capacity, b.capacity) < 0;
}

function withoutOffer(need: Need, offers: readonly Offer[], classes: readonly JsonObject[]): ClaimVolume {
  if (need.className === undefined) return { kind: "unknown" };
  const ofClass = classes.find((entry) => textAt(entry, "metadata", "name") === need.className);
  const provisioner = textAt(ofClass, "provisioner");
  if (provisioner !== "" && provisioner !== NO_PROVISIONER && need.className !== "") {
    const waitsForPod = textAt(ofClass, "volumeBindingMode") === "WaitForFirstConsumer";
    return { kind: "provisioned", class: need.className, waitsForPod };
  }
  const isStatic = provisioner === NO_PROVISIONER || offers.some((offer) => offer.className === need.className);
  return isStatic ? { kind: "no-volume-left" } : { kind: "unknown" };
}
