import { claimName, podName } from "../kubernetes/pod-of-set.ts";
import type { PodBlueprint } from "../model/cluster.ts";
import type { JsonObject } from "../model/json.ts";
import type { Admission } from "./admission.ts";
import { blueprintOf, type Workload } from "./workload.ts";

interface RevisionTemplate {
  readonly set: JsonObject;
  readonly blueprint: PodBlueprint;
}

/**
 * What follows from the set's spec and a revision's template alone, worked out once: a plan makes thousands of Pods of
 * the same two templates. A refusal depends on the ordinal only through the length of the names.
 */
export class TemplateCache {
  private readonly admission: Admission;
  private workload: Workload | undefined;
  private data = "";
  private readonly templates = new Map<string, RevisionTemplate>();
  private readonly accepted = new Set<string>();
  private readonly semantic = new Map<string, boolean>();

  constructor(admission: Admission) {
    this.admission = admission;
  }

  /** The revision text of the set as it is now. */
  dataOf(workload: Workload): string {
    this.turnTo(workload);
    if (this.data === "") this.data = this.admission.revisionData(workload.object);
    return this.data;
  }

  revisionName(workload: Workload, collisionCount: number): string {
    return this.admission.revisionName(workload.object, collisionCount);
  }

  blueprint(workload: Workload, data: string): PodBlueprint {
    return this.template(workload, data).blueprint;
  }

  podRefusal(workload: Workload, data: string, revision: string, ordinal: number): string | undefined {
    this.turnTo(workload);
    const key = `pod ${revision} ${podName(workload.name, ordinal).length}`;
    return this.unlessAccepted(key, () => {
      return this.admission.podRefusal(this.template(workload, data).set, revision, ordinal);
    });
  }

  claimRefusal(workload: Workload, template: string, ordinal: number): string | undefined {
    this.turnTo(workload);
    const key = `claim ${template} ${claimName(template, workload.name, ordinal).length}`;
    return this.unlessAccepted(key, () => this.admission.claimRefusal(workload.object, template, ordinal));
  }

  /** A revision of another text that still gives the template that the set has. */
  meansTheSame(workload: Workload, data: string): boolean {
    this.turnTo(workload);
    const known = this.semantic.get(data);
    if (known !== undefined) return known;
    const restored = this.admission.restore(workload.object, data);
    const same = this.admission.revisionData(restored) === this.dataOf(workload);
    this.semantic.set(data, same);
    return same;
  }

  private unlessAccepted(key: string, refusal: () => string | undefined): string | undefined {
    if (this.accepted.has(key)) return undefined;
    const text = refusal();
    if (text === undefined) this.accepted.add(key);
    return text;
  }

  private template(workload: Workload, data: string): RevisionTemplate {
    this.turnTo(workload);
    const known = this.templates.get(data);
    if (known !== undefined) return known;
    const set = data === this.dataOf(workload) ? workload.object : withTemplate(workload.object, data);
    const spec = set.spec as JsonObject;
    const blueprint = blueprintOf(spec.template as JsonObject, workload.name, workload.claimTemplates);
    const template = { set, blueprint };
    this.templates.set(data, template);
    return template;
  }

  private turnTo(workload: Workload): void {
    if (this.workload === workload) return;
    this.workload = workload;
    this.data = "";
    this.templates.clear();
    this.accepted.clear();
    this.semantic.clear();
  }
}

/** The set with the template that a revision replaces. Mirrors: ApplyRevision, statefulset v1.37.0 */
function withTemplate(set: JsonObject, data: string): JsonObject {
  const restored = JSON.parse(data) as { spec?: { template?: JsonObject } };
  const { $patch: _, ...template } = restored.spec?.template ?? {};
  return { ...set, spec: { ...(set.spec as JsonObject), template } };
}
