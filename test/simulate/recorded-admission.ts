import { podName } from "../../src/kubernetes/pod-of-set.ts";
import type { KubernetesVersion } from "../../src/kubernetes/versions/version.ts";
import { encodeJson } from "../../src/model/encode-json.ts";
import { isObject, type JsonObject, type JsonValue } from "../../src/model/json.ts";
import { listAt, objectAt, textAt } from "../../src/model/json-read.ts";
import type { Instant } from "../../src/model/plan.ts";
import type { Admission, Admitted } from "../../src/simulate/admission.ts";
import type { ScenarioRecord } from "../conformance/scenario.ts";

/**
 * An API server that answers as it did when the scenario was recorded: the same refusals and the same revision names.
 * So the controller is tested without the code for defaults, validation and hashes.
 */
export function recordedAdmission(record: ScenarioRecord, version: KubernetesVersion): Admission {
  const trace = record.expect.find(({ versions }) => versions.includes(version.name))?.trace ?? [];
  const refusals = refusalsOf(record, trace);
  const errors = trace.flatMap(({ error, transientErrors = [] }) => [error ?? "", ...transientErrors]);
  const created = trace.flatMap(({ syncs = [] }) => syncs.flat()).filter(([kind]) => kind === "create-revision");
  const fresh = [...new Set(created.map(([, name]) => name))];
  const names = new Map<string, string>();
  const answer = (manifest: JsonObject): Admitted => {
    return { object: withDefaults(manifest, version), errors: refusals.shift() ?? [] };
  };
  const accept = (object: JsonObject): Admitted => ({ object, errors: [] });
  return {
    createSet: answer,
    updateSet: (stored, manifest) => {
      const admitted = answer(manifest);
      const generationChanged = encodeJson(specOf(stored)) !== encodeJson(specOf(admitted.object));
      return { ...admitted, generationChanged };
    },
    createPod: accept,
    createClaim: accept,
    podRefusal: (set, _revision, ordinal) => {
      const start = `Pod "${podName(textAt(set, "metadata", "name"), ordinal)}" is invalid: `;
      return errors.find((text) => text.startsWith(start) && !text.includes("pod updates may not"));
    },
    claimRefusal: () => undefined,
    revisionData: (set) => encodeJson({ spec: { template: { $patch: "replace", ...templateOf(set) } } }),
    revisionName: (set) => {
      const data = encodeJson(templateOf(set));
      const name = names.get(data) ?? fresh.shift() ?? "";
      names.set(data, name);
      return name;
    },
    restore: (set, data) => {
      const { $patch: _, ...template } = objectAt(JSON.parse(data), "spec", "template");
      return withDefaults({ ...set, spec: { ...specOf(set), template } }, version);
    },
  };
}

/** For each apply of the scenario the recorded refusal, if there was one. */
function refusalsOf(record: ScenarioRecord, trace: readonly Instant[]): (readonly string[] | undefined)[] {
  const refused = new Map<number, readonly string[]>();
  for (const [kind, index, result] of trace.flatMap(({ events = [] }) => events)) {
    if (kind === "op" && typeof result === "object") refused.set(index, result.rejected);
  }
  return record.operations.flatMap((operation, index) => ("apply" in operation ? [refused.get(index)] : []));
}

/** The defaults that the recorded scenarios depend on. */
function withDefaults(manifest: JsonObject, version: KubernetesVersion): JsonObject {
  const spec = specOf(manifest);
  const template = objectAt(spec, "template");
  const podSpec = objectAt(template, "spec");
  return {
    ...manifest,
    spec: {
      replicas: 1,
      podManagementPolicy: "OrderedReady",
      revisionHistoryLimit: 10,
      ...spec,
      updateStrategy: strategyOf(objectAt(spec, "updateStrategy"), version),
      persistentVolumeClaimRetentionPolicy: {
        whenDeleted: "Retain",
        whenScaled: "Retain",
        ...objectAt(spec, "persistentVolumeClaimRetentionPolicy"),
      },
      template: {
        ...template,
        spec: {
          restartPolicy: "Always",
          dnsPolicy: "ClusterFirst",
          schedulerName: "default-scheduler",
          securityContext: {},
          ...podSpec,
          containers: listAt(podSpec, "containers").map(withContainerDefaults),
        },
      },
    },
  };
}

function withContainerDefaults(container: JsonValue): JsonValue {
  return {
    imagePullPolicy: "IfNotPresent",
    terminationMessagePath: "/dev/termination-log",
    terminationMessagePolicy: "File",
    ...(isObject(container) ? container : {}),
  };
}

function strategyOf(strategy: JsonObject, version: KubernetesVersion): JsonObject {
  if (strategy.type === undefined) return { type: "RollingUpdate", rollingUpdate: { partition: 0 } };
  if (!isObject(strategy.rollingUpdate)) return strategy;
  const { maxUnavailable, ...block } = { partition: 0, ...strategy.rollingUpdate } as JsonObject;
  const keeps = maxUnavailable !== undefined && version.gates.MaxUnavailableStatefulSet === true;
  return { ...strategy, rollingUpdate: keeps ? { ...block, maxUnavailable } : block };
}

function specOf(set: JsonObject): JsonObject {
  return objectAt(set, "spec");
}

function templateOf(set: JsonObject): JsonObject {
  return objectAt(set, "spec", "template");
}
