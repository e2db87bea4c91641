import { defineRule } from "../rule.ts";
import { ordinalsOf, type SetView } from "../set-view.ts";
import { code } from "../wording.ts";

export const pvcNameCollision = defineRule({
  id: "STS104",
  name: "pvc-name-collision",
  severity: "error",
  summary: "claims of two sets in one namespace have the same names",
  rationale:
    "A claim is called `<template>-<set>-<ordinal>`, and nothing marks where the template's name ends: `data-a` + `web` and `data` + `a-web` both give `data-a-web-0`. Nothing refuses it: Pods of both sets write to the one volume.",
  sources: ["kubernetes/kubernetes#41153"],
  *check(set, { index }) {
    for (const template of set.claimTemplates) {
      const base = `${template.name}-${set.name}`;
      for (const other of index.claimOwners(set.object, base)) {
        if (other.name === set.name || other.position > set.position) continue;
        const theirs = other.claimTemplates.find((candidate) => `${candidate.name}-${other.name}` === base);
        if (theirs === undefined) continue;
        yield {
          object: set.object,
          at: [...template.at, "metadata", "name"],
          target: "value",
          severity: overlap(set, other) ? "error" : "warning",
          message: `Claim template ${code(template.name)} of ${code(set.name)} and ${code(theirs.name)} of ${code(other.name)} both give claims ${code(`${base}-0`)}, ${code(`${base}-1`)} …: Pods of both sets would share the volumes.`,
          help: "Give one of the claim templates another name before the sets exist; it cannot be changed later.",
          related: [
            {
              object: other.object,
              at: [...theirs.at, "metadata", "name"],
              target: "value",
              message: `claim template of ${code(other.name)}`,
            },
          ],
        };
      }
    }
  },
});

function overlap(a: SetView, b: SetView): boolean {
  const left = ordinalsOf(a);
  const right = ordinalsOf(b);
  return left !== undefined && right !== undefined && left.first <= right.last && right.first <= left.last;
}
