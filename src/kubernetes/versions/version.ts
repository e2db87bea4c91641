import type { Behaviour } from "./behaviour.ts";

/** Everything that differs between Kubernetes versions, chosen once and handed down. */
export interface KubernetesVersion {
  /** The recorded release that it stands for: `1.37.0`. */
  readonly name: string;
  readonly minor: number;
  /** Feature gates that some code of ours asks for, by name; `--feature-gates` lays its values over these. */
  readonly gates: Readonly<Record<string, boolean>>;
  readonly behaviour: Behaviour;
}

/** True when the gate exists in this version and is on. */
export function isEnabled(version: KubernetesVersion, gate: string): boolean {
  return version.gates[gate] === true;
}
