import { applyIgnores } from "../lint/ignores.ts";
import { describeObject, type LintOutcome, runRules } from "../lint/lint-inventory.ts";
import { mapOrigins } from "../lint/map-origins.ts";
import { mergeVerdicts } from "../lint/merge-verdicts.ts";
import { isPartialObject } from "../lint/partial-object.ts";
import { folderOf } from "../lint/services.ts";
import { compareDiagnostics, type Diagnostic } from "../model/diagnostic.ts";
import type { SuppressedDiagnostic } from "../model/report.ts";
import type { SourceFile } from "../model/source.ts";
import type { CommandInput } from "./command.ts";
import { commonLabelsByFolder, withCommonLabels } from "./common-labels.ts";
import type { LintSettings } from "./lint-settings.ts";
import { type LoadedManifests, loadManifests } from "./load-manifests.ts";
import { manifestsOnly } from "./manifests-only.ts";
import { passOver } from "./pass-over.ts";

/** What one run over the files and their context found. */
export interface Look {
  readonly loaded: LoadedManifests;
  readonly outcome: LintOutcome;
  readonly diagnostics: readonly Diagnostic[];
  readonly suppressed: readonly SuppressedDiagnostic[];
  /** Names of the files that are reported on. */
  readonly own: ReadonlySet<string>;
}

/** Reads and judges the files; findings that concern only the context are left out. */
export function look(sources: readonly SourceFile[], settings: LintSettings, input: CommandInput): Look {
  const manifests = manifestsOnly(sources);
  const own = new Set(sources.map((source) => source.name));
  const context = manifestsOnly(input.sources("context")).filter((source) => !own.has(source.name));
  const all = [...manifests, ...context];
  const labels = commonLabelsByFolder([...sources, ...input.sources("context")]);
  const loaded = loadOfInterest(all, settings, input);
  const inventory = withCommonLabels(loaded.inventory, labels);
  const outcome = runRules(inventory, { ...settings.lint, sources: all });
  const verdicts = applyIgnores(fairVerdicts(loaded, labels), settings.lint.ignores);
  const isOwn = context.length === 0 ? () => true : (found: Diagnostic) => concerns(found, own);
  const merged = mergeVerdicts(outcome.diagnostics.filter(isOwn), verdicts.kept.filter(isOwn));
  const texts = new Map(all.map((source) => [source.name, source.text]));
  const { kept, dropped } = settings.baseline(mapOrigins(merged, texts));
  const suppressed = [...outcome.suppressed, ...verdicts.dropped, ...dropped].filter((entry) =>
    isOwn(entry.diagnostic),
  );
  return {
    loaded: { ...loaded, inventory },
    outcome,
    own,
    diagnostics: [...kept].sort(compareDiagnostics),
    suppressed: suppressed.sort((a, b) => compareDiagnostics(a.diagnostic, b.diagnostic)),
  };
}

/** Reads what rules look at; the rest is counted. */
function loadOfInterest(sources: readonly SourceFile[], settings: LintSettings, input: CommandInput): LoadedManifests {
  const remainders = sources.map(passOver);
  const kept = remainders.flatMap(({ source }) => source ?? []);
  const loaded = loadManifests(kept, settings.run, input.problems, input.progress);
  const passedOver: Record<string, number> = { ...loaded.tally.passedOver };
  const kinds = remainders.flatMap((remainder) => remainder.passedOver);
  for (const kind of kinds) passedOver[kind] = (passedOver[kind] ?? 0) + 1;
  const files = loaded.tally.files + sources.length - kept.length;
  const objects = loaded.tally.objects + kinds.length;
  return { ...loaded, tally: { ...loaded.tally, files, objects, passedOver } };
}

/**
 * A patch is judged when it is laid over its base: what it lacks is no fault, and it may say what to do
 * (`$patch: delete`). Labels that a kustomization adds make a selector match.
 */
function fairVerdicts(
  { diagnostics, inventory }: LoadedManifests,
  labels: ReturnType<typeof commonLabelsByFolder>,
): readonly Diagnostic[] {
  const partial = new Set<string>();
  for (const object of inventory.objects) {
    if (isPartialObject(object)) partial.add(`${object.manifest.file}\n${describeObject(object)}`);
  }
  if (partial.size === 0 && labels.size === 0) return diagnostics;
  return diagnostics.filter(({ source, name, file, object, cause }) => {
    if (source !== "api-server") return true;
    if (cause?.field === SELECTED_LABELS && labels.has(folderOf(file))) return false;
    if (!partial.has(`${file}\n${object}`)) return true;
    return name === "unknown-field" && !DIRECTIVE.test(cause?.field ?? "");
  });
}

const SELECTED_LABELS = "spec.template.metadata.labels";
/** Keys of patches and assertions that are no fields: `$patch`, `(replicas >= 1)`. */
const DIRECTIVE = /(?:^|[.[])[$(]/;

function concerns(found: Diagnostic, own: ReadonlySet<string>): boolean {
  return own.has(found.file) || found.related.some((place) => own.has(place.range.file));
}
