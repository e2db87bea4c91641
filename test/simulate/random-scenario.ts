import fc from "fast-check";
import type { JsonObject } from "../../src/model/json.ts";
import type { Environment, Operation, OperationAction, OperationTime } from "../../src/model/scenario.ts";
import { webSet } from "./stub-admission.ts";

export interface RandomScenario {
  readonly environment: Environment;
  readonly operations: readonly Operation[];
}

const retention = fc.constantFrom("Retain", "Delete");

const strategy: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.constant<JsonObject>({ type: "RollingUpdate" }),
  fc.constant<JsonObject>({ type: "OnDelete" }),
  fc.constant<JsonObject>({ type: "Recreate" }),
  fc
    .record({ partition: fc.nat(6), maxUnavailable: fc.constantFrom<string | number>(1, 2, 5, "30%", "100%") })
    .map((rollingUpdate): JsonObject => ({ type: "RollingUpdate", rollingUpdate })),
);

const set: fc.Arbitrary<JsonObject> = fc
  .record({
    replicas: fc.nat(7),
    image: fc.constantFrom("app:v1", "app:v2", "app:v3"),
    podManagementPolicy: fc.constantFrom("OrderedReady", "Parallel"),
    updateStrategy: strategy,
    minReadySeconds: fc.constantFrom(0, 0, 7),
    revisionHistoryLimit: fc.nat(3),
    ordinals: fc.record({ start: fc.constantFrom(0, 0, 3) }),
    persistentVolumeClaimRetentionPolicy: fc.record({ whenDeleted: retention, whenScaled: retention }),
  })
  .map(({ replicas, image, ...spec }) => webSet(replicas, image, spec));

const pod = fc.nat(9).map((ordinal) => `web-${ordinal}`);

const action: fc.Arbitrary<OperationAction> = fc.oneof(
  { weight: 6, arbitrary: set.map((apply) => ({ apply })) },
  { weight: 2, arbitrary: pod.map((deletePod) => ({ deletePod })) },
  pod.map((failPod) => ({ failPod })),
  pod.map((succeedPod) => ({ succeedPod })),
  pod.map((unreadyPod) => ({ unreadyPod })),
  pod.map((healPod) => ({ healPod })),
  pod.map((name) => ({ deleteClaim: `data-${name}` })),
  pod.map((name) => ({ relabelPod: { name, labels: { app: "other" } } })),
  fc.constant({ orphanDeleteSet: true as const }),
  fc.constant({ deleteSet: true as const }),
  fc.constant({ foregroundDeleteSet: true as const }),
);

const at: fc.Arbitrary<OperationTime> = fc.oneof(
  fc.constant<OperationTime>("settled"),
  fc.nat(40).map((seconds): OperationTime => `+${seconds}`),
);

/** Scenarios that begin with an apply and go on with anything. */
export const randomScenario: fc.Arbitrary<RandomScenario> = fc.record({
  environment: fc.record(
    {
      startSeconds: fc.nat(20),
      terminateSeconds: fc.nat(20),
      gcSeconds: fc.nat(10),
      terminalAtOnce: fc.boolean(),
      broken: fc.array(fc.record({ pod }, { requiredKeys: ["pod"] }), { maxLength: 2 }),
    },
    { requiredKeys: ["startSeconds", "terminateSeconds"] },
  ),
  operations: fc
    .tuple(
      set.map((apply): Operation => ({ at: "settled", apply })),
      fc.array(
        fc.tuple(at, action).map(([when, what]): Operation => ({ ...what, at: when })),
        { maxLength: 6 },
      ),
    )
    .map(([first, rest]) => [first, ...rest]),
});
