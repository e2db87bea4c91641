import { UsageError } from "../../model/errors.ts";

/** Resources that a verb may be about, by kubectl's names for them. */
export type ResourceKind = "statefulset" | "pod" | "persistentvolumeclaim" | "service";

export interface ResourceArgument {
  readonly kind: ResourceKind;
  /** Undefined: all of this kind. */
  readonly name: string | undefined;
}

const NAMES: Readonly<Record<ResourceKind, readonly string[]>> = {
  statefulset: ["statefulset", "statefulsets", "sts", "statefulset.apps", "statefulsets.apps", "statefulsets.v1.apps"],
  pod: ["pod", "pods", "po"],
  persistentvolumeclaim: ["persistentvolumeclaim", "persistentvolumeclaims", "pvc"],
  service: ["service", "services", "svc"],
};

/** Kinds that exist, and that no plan is made for. */
const OTHERS: ReadonlySet<string> = new Set(
  "deployment deployments deploy daemonset daemonsets ds replicaset replicasets rs job jobs configmap configmaps cm secret secrets all".split(
    " ",
  ),
);

/** Words as kubectl's resource builder takes them: `sts/web`, `sts web db`, `pods web-0 web-1`. */
export interface ResourceWords {
  readonly words: readonly string[];
  /** What a kind without a name stands for: `all` of them, or an error. */
  readonly kindAlone: "all" | "error";
}

/**
 * The resources that the words of a command name. Throws `UsageError` with kubectl's text.
 * Mirrors: Builder.ResourceTypeOrNameArgs, k8s.io/cli-runtime v0.37.0
 */
export function resourceArguments({ words, kindAlone }: ResourceWords): ResourceArgument[] {
  if (words.some((word) => word.includes("/"))) return words.map(splitPair);
  const [kinds = "", ...names] = words;
  if (words.length === 0) return [];
  const resources = kinds.split(",").map(kindOf);
  if (names.length > 0) return resources.flatMap((kind) => names.map((name) => ({ kind, name })));
  if (kindAlone === "error") throw new UsageError("resource(s) were provided, but no name was specified");
  return resources.map((kind) => ({ kind, name: undefined }));
}

function splitPair(word: string): ResourceArgument {
  const parts = word.split("/");
  const [kind = "", name = ""] = parts;
  if (parts.length === 1) {
    throw new UsageError(
      "there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'",
    );
  }
  if (parts.length !== 2 || kind === "" || name === "") {
    throw new UsageError("arguments in resource/name form must have a single resource and name");
  }
  return { kind: kindOf(kind), name };
}

function kindOf(word: string): ResourceKind {
  const lower = word.toLowerCase();
  for (const [kind, names] of Object.entries(NAMES)) if (names.includes(lower)) return kind as ResourceKind;
  if (OTHERS.has(lower))
    throw new UsageError(`${word} is nothing that sts-plan plans.`, "statefulset/NAME, pod/NAME, pvc/NAME");
  throw new UsageError(
    `the server doesn't have a resource type ${JSON.stringify(word)}`,
    "statefulset/NAME, pod/NAME, pvc/NAME",
  );
}
