import type { JsonObject } from "./json.ts";
import type { Manifest } from "./manifest.ts";

/** One object of the input together with what the API server makes of it. */
export interface InputObject {
  readonly manifest: Manifest;
  /** `apps/v1 StatefulSet`, `v1 Service` …: the apiVersion and kind as one text. */
  readonly gvk: string;
  /** As written, or the run's default namespace; "" for kinds without namespace. */
  readonly namespace: string;
  readonly name: string;
  /** Decoded, with the server's defaults: as stored, or as far as it came when it is refused. */
  readonly stored: JsonObject;
  /** The server would take it. */
  readonly accepted: boolean;
}

/** All objects of one run, in input order. Rules and commands look neighbours up here. */
export interface Inventory {
  readonly objects: readonly InputObject[];
}
