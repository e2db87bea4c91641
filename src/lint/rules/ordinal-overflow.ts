import { defineRule } from "../rule.ts";
import { ordinalsOf } from "../set-view.ts";
import { code } from "../wording.ts";

const LARGEST_ORDINAL = 2_147_483_647;

export const ordinalOverflow = defineRule({
  id: "STS115",
  name: "ordinal-overflow",
  severity: "error",
  summary: "the highest ordinal does not fit a signed 32-bit integer",
  rationale:
    "The controller's arithmetic wraps around: the Pod would be called `<set>--1`, which the API server refuses.",
  sources: ["getPodName, pkg/controller/statefulset/stateful_set_utils.go, kubernetes v1.37.0"],
  *check(set) {
    const ordinals = ordinalsOf(set);
    if (ordinals === undefined || ordinals.last <= LARGEST_ORDINAL) return;
    yield {
      object: set.object,
      at: ["spec", "ordinals", "start"],
      target: "value",
      message: `The ordinals of ${code(set.name)} reach ${ordinals.last}, beyond ${LARGEST_ORDINAL}: those Pods can never be created.`,
      help: "Lower `ordinals.start` or `replicas`.",
    };
  },
});
