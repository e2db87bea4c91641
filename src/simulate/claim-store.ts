import { claimName } from "../kubernetes/pod-of-set.ts";
import type { ClaimRecord, OwnerReference, Uid } from "../model/cluster.ts";
import type { LivePod } from "./live-pod.ts";
import { ordinalOf } from "./names.ts";

/** A claim that the world changes in place. */
export type LiveClaim = { -readonly [K in keyof ClaimRecord]: ClaimRecord[K] };

export function copyClaim({ name, ordinal, owners, due }: ClaimRecord): LiveClaim {
  return { name, ordinal, owners, due };
}

const NONE: readonly string[] = [];

/** The claims of the namespace, who owns them and how many Pods mount each. */
export class ClaimStore {
  private readonly byName = new Map<string, LiveClaim>();
  private readonly owned = new Map<Uid, Set<LiveClaim>>();
  private readonly mounts = new Map<string, number>();
  private readonly names = new Map<number, readonly string[]>();
  private namedFor = "";
  private namedTemplates: readonly string[] = [];

  get(name: string): LiveClaim | undefined {
    return this.byName.get(name);
  }

  /**
   * Names of the claims that claim templates give to an ordinal, in the templates' order. The same texts each time:
   * looking up a text that was looked up before is cheap.
   */
  namesOf(setName: string, templates: readonly string[], ordinal: number): readonly string[] {
    if (templates !== this.namedTemplates || setName !== this.namedFor) this.nameFor(setName, templates);
    let names = this.names.get(ordinal);
    if (names === undefined) {
      names = templates.map((template) => claimName(template, setName, ordinal));
      this.names.set(ordinal, names);
    }
    return names;
  }

  all(): Iterable<LiveClaim> {
    return this.byName.values();
  }

  add(name: string, owners: readonly OwnerReference[], due = -1): LiveClaim {
    const claim = { name, ordinal: ordinalOf(name), owners, due };
    this.byName.set(name, claim);
    for (const owner of owners) this.link(owner.uid, claim);
    return claim;
  }

  remove(claim: LiveClaim): void {
    this.byName.delete(claim.name);
    for (const owner of claim.owners) this.owned.get(owner.uid)?.delete(claim);
  }

  setOwners(claim: LiveClaim, owners: readonly OwnerReference[]): void {
    for (const owner of claim.owners) this.owned.get(owner.uid)?.delete(claim);
    claim.owners = owners;
    for (const owner of owners) this.link(owner.uid, claim);
  }

  /** The claims that name this object as an owner. */
  ownedBy(uid: Uid): Iterable<LiveClaim> {
    return this.owned.get(uid) ?? [];
  }

  owns(uid: Uid): boolean {
    return (this.owned.get(uid)?.size ?? 0) > 0;
  }

  isMounted(claim: LiveClaim): boolean {
    return this.mounts.has(claim.name);
  }

  mount(pod: LivePod): void {
    for (const name of this.mountedBy(pod)) this.mounts.set(name, (this.mounts.get(name) ?? 0) + 1);
  }

  /** Forgets a Pod's volumes; gives the claims that nothing mounts any more. */
  unmount(pod: LivePod): LiveClaim[] {
    const free: LiveClaim[] = [];
    for (const name of this.mountedBy(pod)) {
      const left = (this.mounts.get(name) ?? 1) - 1;
      if (left > 0) {
        this.mounts.set(name, left);
        continue;
      }
      this.mounts.delete(name);
      const claim = this.byName.get(name);
      if (claim !== undefined) free.push(claim);
    }
    return free;
  }

  /** Names of all claims that the Pod's volumes name. */
  private mountedBy(pod: LivePod): readonly string[] {
    const { claimTemplates, ownClaims, setName } = pod.blueprint;
    const names = claimTemplates.length === 0 ? NONE : this.namesOf(setName, claimTemplates, pod.ordinal);
    return ownClaims.length === 0 ? names : [...names, ...ownClaims.map(([, claim]) => claim)];
  }

  private nameFor(setName: string, templates: readonly string[]): void {
    const isSame =
      setName === this.namedFor &&
      templates.length === this.namedTemplates.length &&
      templates.every((template, at) => template === this.namedTemplates[at]);
    if (!isSame) this.names.clear();
    this.namedFor = setName;
    this.namedTemplates = templates;
  }

  private link(uid: Uid, claim: LiveClaim): void {
    const claims = this.owned.get(uid);
    if (claims === undefined) this.owned.set(uid, new Set([claim]));
    else claims.add(claim);
  }
}
