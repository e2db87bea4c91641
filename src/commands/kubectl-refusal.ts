import type { Diagnostic } from "../model/diagnostic.ts";
import { type FieldPath, formatFieldPath } from "../model/field-path.ts";
import { textAt } from "../model/json-read.ts";
import type { Manifest } from "../model/manifest.ts";
import { nearestOf } from "../model/nearest.ts";
import { BUILTIN_KINDS, FORMER_VERSIONS } from "./builtin-kinds.ts";

/** What `kubectl apply` refuses by itself: a kind that no server has, a name that is yet to be made up. */
export function kubectlRefusals(manifest: Manifest, namespace: string): Diagnostic[] {
  const generateName = textAt(manifest.value, "metadata", "generateName");
  const isNameless = generateName !== "" && manifest.name === "";
  const name = manifest.name === "" ? "" : ` ${namespace === "" ? "" : `${namespace}/`}${manifest.name}`;
  const found = isNameless ? [generatedName(manifest, generateName)] : checkKind(manifest);
  return found.map((diagnostic) => ({ ...diagnostic, object: `${manifest.kind}${name}` }));
}

function generatedName(manifest: Manifest, prefix: string): Diagnostic {
  return finding(manifest, {
    name: "generated-name",
    at: ["metadata", "generateName"],
    message: `\`generateName: ${prefix}\` makes up a new name at every creation, so \`kubectl apply\` refuses it: \`cannot use generate name with apply\`.`,
    help: "Give the object a `name`: Pods, claims and DNS names of a StatefulSet are made of it.",
  });
}

/** A kind or group that no server has, with what may be meant; nothing for kinds of extensions, which may exist. */
function checkKind(manifest: Manifest): Diagnostic[] {
  const { apiVersion, kind } = manifest;
  const known = Object.hasOwn(BUILTIN_KINDS, apiVersion) ? BUILTIN_KINDS[apiVersion] : undefined;
  if (known?.includes(kind) || /\..*\//.test(apiVersion) || FORMER_VERSIONS.has(apiVersion)) return [];
  // `StatefulSetList` and its like are taken apart before.
  if (known?.includes(kind.replace(/List$/, ""))) return [];
  const home = homeOf(kind);
  if (apiVersion === "") return [missingVersion(manifest, home)];
  return [known === undefined ? unknownGroup(manifest, home) : unknownKind(manifest, known, home)];
}

const GROUP_HELP = "A kind of an extension needs the extension's group in `apiVersion`.";

/** The group and version in which a kind of this name stands. */
function homeOf(kind: string): string | undefined {
  return Object.keys(BUILTIN_KINDS).findLast((version) => BUILTIN_KINDS[version]?.includes(kind));
}

function missingVersion(manifest: Manifest, home: string | undefined): Diagnostic {
  return finding(manifest, {
    at: ["kind"],
    message: `The ${manifest.kind} has no \`apiVersion\`, so no server knows what it is: \`kubectl apply\` refuses it.`,
    help: home === undefined ? "Write `apiVersion` above `kind`." : `Write \`apiVersion: ${home}\`.`,
  });
}

function unknownGroup(manifest: Manifest, home: string | undefined): Diagnostic {
  const { apiVersion, kind } = manifest;
  const nearest = home ?? nearestOf(apiVersion, Object.keys(BUILTIN_KINDS));
  return finding(manifest, {
    at: ["apiVersion"],
    message: `No server has \`${apiVersion}\`: ${noMatches(manifest)}.`,
    help: nearest === undefined ? GROUP_HELP : `Did you mean \`${nearest}\`, which has \`${homeKind(kind, nearest)}\`?`,
  });
}

function homeKind(kind: string, version: string): string {
  return nearestOf(kind, BUILTIN_KINDS[version] ?? []) ?? kind;
}

function unknownKind(manifest: Manifest, known: readonly string[], home: string | undefined): Diagnostic {
  const { apiVersion, kind } = manifest;
  const nearest = nearestOf(kind, known);
  const help = home === undefined ? undefined : `\`${kind}\` stands in \`${home}\`: write \`apiVersion: ${home}\`.`;
  return finding(manifest, {
    at: home === undefined ? ["kind"] : ["apiVersion"],
    message: `\`${apiVersion}\` has no kind \`${kind}\`: ${noMatches(manifest)}.`,
    help: help ?? (nearest === undefined ? GROUP_HELP : `Did you mean \`${nearest}\`?`),
  });
}

function noMatches({ apiVersion, kind }: Manifest): string {
  return `\`kubectl apply\` fails with \`no matches for kind "${kind}" in version "${apiVersion}"\``;
}

interface RefusalFacts {
  readonly name?: string;
  readonly at: FieldPath;
  readonly message: string;
  readonly help: string;
}

function finding(manifest: Manifest, { name = "unknown-kind", at, message, help }: RefusalFacts): Diagnostic {
  return {
    rule: "KUBECTL",
    name,
    source: "sts-plan",
    severity: "error",
    message,
    help,
    file: manifest.file,
    range: manifest.locate(at, "value"),
    path: formatFieldPath(at),
    object: manifest.kind,
    related: [],
  };
}
