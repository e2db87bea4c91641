/** What reader and API server report, for `explain` and the rule page. */
export interface ReaderNote {
  readonly id: string;
  readonly name: string;
  readonly severity: "error" | "warning";
  readonly note: string;
}

export const READER_NOTES: readonly ReaderNote[] = [
  {
    id: "API",
    name: "api-server",
    severity: "error",
    note: "The API server's own words: what it refuses, or warns of, for this version, at the field that it names. With `-o json` the type, field and detail of its answer stand in `cause`.",
  },
  {
    id: "FILE",
    name: "unreadable-file",
    severity: "error",
    note: "A file does not exist, cannot be read, or is no text. Nothing is known about what it holds; the others are judged all the same.",
  },
  {
    id: "KUBECTL",
    name: "kubectl-refuses",
    severity: "error",
    note: "What `kubectl apply` refuses before the API server judges the object: kinds that no server has, and names that are yet to be made up. Kubernetes' own API groups without a dot in their name hold a closed list of kinds, and this is none of them. Kinds of extensions are not judged: whether they exist depends on the cluster.",
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
