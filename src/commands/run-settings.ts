import { NEWEST, resolveVersion, VERSIONS } from "../kubernetes/versions/registry.ts";
import type { KubernetesVersion } from "../kubernetes/versions/version.ts";
import { UsageError } from "../model/errors.ts";
import { nearestOf } from "../model/nearest.ts";
import type { OptionValues } from "./command.ts";
import { listOption, textOption } from "./option-values.ts";

/** What a run assumes about the cluster. */
export interface RunSettings {
  readonly version: KubernetesVersion;
  /** Assumptions worth saying, as full sentences. */
  readonly remarks: readonly string[];
  /** Of objects that name none. */
  readonly namespace: string;
  readonly clusterDomain: string;
}

const VERSION_TEXT = /^v?1\.\d+(?:\.\d+)?(?:[-+].*)?$/;
const DOMAIN_TEXT = /^[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?$/;

/** Reads the options of `CLUSTER_OPTIONS` and `-n`. Throws `UsageError` for an unknown version or gate. */
export function settingsOf(options: OptionValues): RunSettings {
  const { version, remark } = versionOf(textOption(options, "kubernetesVersion"));
  const gates = gatesOf(listOption(options, "featureGates"), version);
  return {
    version: { ...version, gates: { ...version.gates, ...gates.known } },
    remarks: [...(remark === undefined ? [] : [remark]), ...gates.remarks],
    namespace: textOption(options, "namespace") ?? "default",
    clusterDomain: domainOf(textOption(options, "clusterDomain")),
  };
}

/** The recorded version that a text stands for. Throws `UsageError` for an unknown one. */
export function versionOf(text: string | undefined): { readonly version: KubernetesVersion; readonly remark?: string } {
  if (text === undefined) return { version: NEWEST };
  const version = VERSION_TEXT.test(text) ? resolveVersion(text) : undefined;
  if (version === undefined)
    throw new UsageError(`Kubernetes ${JSON.stringify(text)} is not known.`, knownVersions(text));
  const asked = text.replace(/^v/, "");
  const isExact = asked === version.name || asked === `1.${version.minor}`;
  return isExact ? { version } : { version, remark: `${asked} behaves as the recorded ${version.name}.` };
}

function knownVersions(text: string): string {
  const names = VERSIONS.map((version) => version.name);
  const minors = [...new Set(VERSIONS.map((version) => `1.${version.minor}`))];
  const nearest = nearestOf(text.replace(/^v/, ""), [...minors, ...names]);
  return `${nearest === undefined ? "" : `did you mean ${nearest}? `}known: ${names.join(", ")}; another patch level stands for the nearest`;
}

interface GateSettings {
  readonly known: Readonly<Record<string, boolean>>;
  readonly remarks: readonly string[];
}

function gatesOf(lists: readonly string[], version: KubernetesVersion): GateSettings {
  const known: Record<string, boolean> = {};
  const remarks: string[] = [];
  for (const entry of lists.flatMap((list) => list.split(",")).filter((text) => text !== "")) {
    const match = /^([A-Za-z0-9]+)=(true|false)$/i.exec(entry.trim());
    const [, gate = "", value = ""] = match ?? [];
    if (!match)
      throw new UsageError(`Feature gate ${JSON.stringify(entry)} is not of the form Name=true or Name=false.`);
    if (Object.hasOwn(version.gates, gate)) {
      known[gate] = value.toLowerCase() === "true";
      continue;
    }
    const nearest = nearestOf(gate, Object.keys(version.gates));
    if (nearest !== undefined)
      throw new UsageError(`Kubernetes ${version.name} has no feature gate ${gate}.`, `did you mean ${nearest}?`);
    remarks.push(`Feature gate ${gate} changes nothing that sts-plan knows of in ${version.name}.`);
  }
  return { known, remarks };
}

function domainOf(text: string | undefined): string {
  const domain = (text ?? "cluster.local").replace(/\.$/, "");
  if (!DOMAIN_TEXT.test(domain))
    throw new UsageError(`${JSON.stringify(domain)} is no DNS domain.`, "--cluster-domain cluster.local");
  return domain;
}
