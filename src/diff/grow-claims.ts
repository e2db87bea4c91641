import type { RecipeStep } from "../model/object-diff.ts";
import { compareQuantities } from "../model/quantity.ts";
import type { ClaimTemplateChanges, StorageChange } from "./claim-template-changes.ts";
import type { RecipeContext } from "./immutable-recipe.ts";
import type { SetView } from "./set-view.ts";

export interface ClaimGrowth {
  readonly steps: readonly RecipeStep[];
  readonly cautions: readonly string[];
}

/**
 * Commands that enlarge the claims that exist, one for each; a claim can only grow, and only where its
 * StorageClass allows it. What cannot be done becomes a caution.
 */
export function growClaims(old: SetView, claims: ClaimTemplateChanges, context: RecipeContext): ClaimGrowth {
  const growth = { steps: [] as RecipeStep[], cautions: [] as string[] };
  for (const change of claims.storage) {
    if (compareQuantities(change.new, change.old) < 0) {
      growth.cautions.push(
        `A claim cannot shrink: the claims of \`${change.template}\` keep ${change.old}; only claims made from now on get ${change.new}.`,
      );
      continue;
    }
    const allowed = context.allowsExpansion(change.storageClassName);
    if (allowed === false) {
      growth.cautions.push(
        `StorageClass \`${change.storageClassName}\` does not allow expansion (\`allowVolumeExpansion\` is not true): the claims of \`${change.template}\` keep ${change.old}; only claims made from now on get ${change.new}.`,
      );
      continue;
    }
    growth.steps.push(...old.pods.map((pod) => patchClaim(old, change, pod)));
    if (allowed === undefined) growth.cautions.push(expansionAssumed(change));
    growth.cautions.push(`Growing a claim cannot be undone: ${change.old} will not come back.`);
  }
  return growth;
}

function patchClaim(old: SetView, change: StorageChange, pod: string): RecipeStep {
  const patch = JSON.stringify({ spec: { resources: { requests: { storage: change.new } } } });
  return {
    command: `kubectl patch pvc ${change.template}-${pod} -n ${old.namespace} --type merge -p '${patch}'`,
    purpose: `asks for ${change.new} instead of ${change.old}; wait until \`status.capacity\` shows it`,
    operation: null,
  };
}

function expansionAssumed(change: StorageChange): string {
  const which =
    change.storageClassName === undefined ? "the default StorageClass" : `StorageClass \`${change.storageClassName}\``;
  return `Assumes that ${which} has \`allowVolumeExpansion: true\`; it is not in the input.`;
}
