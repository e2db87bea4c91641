import { textAt } from "../../model/json-read.ts";
import { defineRule, type Finding } from "../rule.ts";
import type { SetView } from "../set-view.ts";
import { code } from "../wording.ts";

const CHART_KEY = /(^|\/)chart$/;
const VERSION_KEY = "app.kubernetes.io/version";
const VOLATILE_KEY =
  /timestamp|rollme|random|build-?(date|time|id|number)|deploy(ed|ment)?-?(at|date|time)|(^|\/)date$/i;

export const versionLabelInTemplate = defineRule({
  id: "STS413",
  name: "version-label-in-template",
  severity: "info",
  summary: "the Pod template carries a chart version, a time stamp or a random value",
  rationale:
    "Every change inside `spec.template` is a new revision and replaces every Pod. A chart version in a label restarts all databases for a chart bump that changes nothing else; a time stamp or a random value does so at every deployment.",
  sources: ["curie-eng/curie#2132", "kudobuilder/kudo#1424"],
  *check(set) {
    for (const [key, value] of Object.entries(set.podLabels)) {
      if (CHART_KEY.test(key)) yield finding(set, "labels", key, value, "each new chart version replaces every Pod");
      else if (key === VERSION_KEY && value !== "" && !isInImage(set, value)) {
        yield finding(
          set,
          "labels",
          key,
          value,
          "no image carries that version, so changing it alone replaces every Pod",
        );
      }
    }
    for (const [key, value] of Object.entries(set.podAnnotations)) {
      if (!VOLATILE_KEY.test(key)) continue;
      yield { ...finding(set, "annotations", key, value, "a new value replaces every Pod"), severity: "warning" };
    }
  },
});

function finding(set: SetView, map: string, key: string, value: string, effect: string): Finding {
  return {
    object: set.object,
    at: ["spec", "template", "metadata", map, key],
    target: "key",
    message: `The Pod template of ${code(set.name)} carries ${code(`${key}: ${value}`)}: ${effect}.`,
    help: "Keep it on the set itself (`metadata`), where it restarts nothing.",
  };
}

function isInImage(set: SetView, version: string): boolean {
  return set.containers.some((container) => textAt(container.value, "image").includes(version.replace(/^v/, "")));
}
