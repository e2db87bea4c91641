import type { Shape } from "./shape.ts";

/** A scenario file, as `schemas/scenario.schema.json` describes it. */

const TEXT: Shape = { kind: "text" };
const WHOLE: Shape = { kind: "whole" };
const YES: Shape = { kind: "yes" };
const OBJECT: Shape = { kind: "object" };
const TEXTS: Shape = { kind: "list", of: TEXT };
const NAME_OR_NAMES: Shape = { kind: "either", of: [TEXT, TEXTS] };

const ENVIRONMENT: Shape = {
  kind: "fields",
  fields: {
    startSeconds: WHOLE,
    terminateSeconds: WHOLE,
    gcSeconds: WHOLE,
    terminalAtOnce: { kind: "flag" },
    perPod: {
      kind: "map",
      key: /^[0-9]+$/,
      wanted: 'an ordinal in quotes, such as "2"',
      of: { kind: "fields", fields: { startSeconds: WHOLE, terminateSeconds: WHOLE } },
    },
    broken: {
      kind: "list",
      of: { kind: "fields", fields: { pod: TEXT, image: TEXT, revision: TEXT } },
    },
  },
};

const RELABEL: Shape = {
  kind: "fields",
  fields: {
    name: TEXT,
    labels: { kind: "map", of: { kind: "either", of: [TEXT, { kind: "any" }] } },
  },
  required: ["name", "labels"],
};

/** What an operation does; each has exactly one. */
export const ACTIONS = {
  apply: { kind: "either", of: [TEXT, OBJECT] },
  scale: WHOLE,
  setImage: { kind: "map", of: TEXT },
  setPartition: WHOLE,
  rolloutRestart: YES,
  deletePod: TEXT,
  forceDeletePod: TEXT,
  failPod: TEXT,
  succeedPod: TEXT,
  unreadyPod: TEXT,
  healPod: TEXT,
  deleteClaim: TEXT,
  releaseClaim: TEXT,
  addPod: OBJECT,
  addClaim: OBJECT,
  addRevision: OBJECT,
  relabelPod: RELABEL,
  orphanDeleteSet: YES,
  deleteSet: YES,
  foregroundDeleteSet: YES,
} as const satisfies Record<string, Shape>;

const TIME: Shape = {
  kind: "either",
  of: [
    WHOLE,
    { kind: "text", form: /^(?:settled|\+[0-9]+)$/, wanted: "settled, or +N for seconds after the one before" },
  ],
};

const OPERATION: Shape = { kind: "fields", fields: { at: TIME, ...ACTIONS } };

const OUTCOMES = ["complete", "blocked", "no-set", "livelock", "unbounded"];

const EXPECTATION: Shape = {
  kind: "fields",
  fields: {
    versions: TEXTS,
    after: WHOLE,
    outcome: { kind: "choice", of: OUTCOMES },
    doneWithin: WHOLE,
    minReady: WHOLE,
    minAvailable: WHOLE,
    maxUnavailable: WHOLE,
    neverDeleted: NAME_OR_NAMES,
    neverCreated: NAME_OR_NAMES,
    created: TEXTS,
    deleted: TEXTS,
    updated: TEXTS,
    claims: TEXTS,
    trace: { kind: "list", of: OBJECT },
    final: OBJECT,
  },
};

const SCENARIO_FIELDS = {
  id: TEXT,
  description: TEXT,
  kubernetesVersion: {
    kind: "text",
    form: /^v?1\.[0-9]+(?:\.[0-9]+)?$/,
    wanted: 'a version in quotes, such as "1.36"',
  },
  featureGates: { kind: "map", of: { kind: "flag" } },
  environment: ENVIRONMENT,
  operations: { kind: "list", of: OPERATION },
  expect: { kind: "either", of: [EXPECTATION, { kind: "list", of: EXPECTATION }] },
} as const satisfies Record<string, Shape>;

export const SCENARIO: Shape = { kind: "fields", fields: SCENARIO_FIELDS, required: ["operations"] };
