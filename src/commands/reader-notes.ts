import type { Severity } from "../model/diagnostic.ts";

/** What reader and API server report, for `explain` and the rule page. */
export interface ReaderNote {
  readonly id: string;
  readonly name: string;
  readonly severity: Severity;
  readonly note: string;
  /** Names of findings that it is about, beside its own. */
  readonly covers?: readonly string[];
}

export const READER_NOTES: readonly ReaderNote[] = [
  {
    id: "API",
    name: "api-server",
    severity: "error",
    note: "The API server's own words: what it refuses, or warns of, for this version, at the field that it names. With `-o json` the type, field and detail of its answer stand in `cause`.",
    covers: [
      "unknown-field",
      "wrong-type",
      "api-warning",
      "value-required",
      "value-invalid",
      "value-not-supported",
      "value-forbidden",
      "value-duplicate",
      "value-not-found",
      "value-too-long",
      "value-too-many",
      "value-type-invalid",
      "internal-error",
    ],
  },
  {
    id: "FILE",
    name: "unreadable-file",
    severity: "error",
    note: "A file does not exist, cannot be read, or is no text. Nothing is known about what it holds; the others are judged all the same.",
    covers: [
      "file-not-found",
      "file-not-readable",
      "file-not-utf8",
      "file-is-binary",
      "file-too-large",
      "directory-without-manifests",
    ],
  },
  {
    id: "KUBECTL",
    name: "kubectl-refuses",
    severity: "error",
    note: "What `kubectl apply` refuses before the API server judges the object: kinds that no server has, and names that are yet to be made up. Kubernetes' own API groups without a dot in their name hold a closed list of kinds, and this is none of them. Kinds of extensions are not judged: whether they exist depends on the cluster.",
    covers: ["unknown-kind", "generated-name"],
  },
  {
    id: "PLAN",
    name: "data-lost-with-pod",
    severity: "info",
    note: "The set has no claim templates and no volume that outlives a Pod. Names and order stay, but what a Pod writes goes with it, be it by an update, a drain, an eviction or a lost node.",
  },
  {
    id: "PLAN",
    name: "claim-without-volume",
    severity: "warning",
    note: "The PersistentVolumes of the input do not suffice for the claims of the set, and no StorageClass of the input makes any. A claim without volume stays Pending, its Pod cannot be scheduled, and an ordered set creates nothing behind it. The plan goes on as if the cluster had more.",
  },
  {
    id: "PLAN",
    name: "volumes-used-up",
    severity: "info",
    note: "Every PersistentVolume of the input is taken by a claim of the set: with one more replica there is none left.",
  },
  {
    id: "PLAN",
    name: "storage-class-in-input",
    severity: "info",
    note: "What a StorageClass of the input means for the claims: who makes the volumes and when, whether they outlive their claims, and whether they can grow.",
  },
  {
    id: "EXPECT",
    name: "expectation-not-met",
    severity: "error",
    note: "A scenario of `simulate` came out otherwise than its `expect` says.",
  },
  {
    id: "SCENARIO",
    name: "wrong-scenario",
    severity: "error",
    note: "A scenario file does not say what `schemas/scenario.schema.json` asks for: a misspelt field, a wrong type, an operation that does not exist.",
  },
  {
    id: "YAML001",
    name: "yaml-syntax",
    severity: "error",
    note: "The text is no YAML. kubectl stops at the first such place: objects before it are sent, nothing after it.",
  },
  {
    id: "YAML002",
    name: "yaml-tab-indentation",
    severity: "error",
    note: "A line is indented with a tab. YAML takes only spaces there; an editor that shows both alike hides it.",
  },
  {
    id: "YAML003",
    name: "duplicate-key",
    severity: "error",
    note: "A key stands twice in one mapping. kubectl keeps the last one before anything is sent, so that neither kubectl nor the API server ever warns; what the first one says is lost.",
  },
  {
    id: "YAML004",
    name: "indentation-lost",
    severity: "error",
    note: "The manifest was copied without its leading blanks, as some web pages give it. Every field stands at the top level, so that `metadata` and `spec` are empty.",
  },
  {
    id: "YAML005",
    name: "unrendered-template",
    severity: "warning",
    note: "The file is a template with `{{ }}` in it, of Helm for example. It becomes a manifest when it is rendered.",
  },
  {
    id: "YAML006",
    name: "ambiguous-scalar",
    severity: "warning",
    note: "Kubernetes reads YAML 1.1: `yes`, `no`, `on`, `off`, `y` and `n` are booleans, `0777` is octal and `1_000` a number. Other tools read YAML 1.2, where they are texts or other numbers. Quotes, or the plain form, mean the same to all.",
  },
  {
    id: "YAML008",
    name: "not-an-object",
    severity: "error",
    note: "A document is no Kubernetes object: it has no `kind`, or `metadata` has the wrong type. kubectl refuses the file.",
  },
];
