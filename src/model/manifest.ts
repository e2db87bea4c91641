import type { FieldPath } from "./field-path.ts";
import type { JsonObject } from "./json.ts";
import type { SourceRange } from "./source.ts";

export type LocateTarget = "key" | "value";

/** One object of the input, as kubectl would send it: lists flattened, YAML turned into JSON. */
export interface Manifest {
  readonly file: string;
  /** Position among the objects of its file, from 0. */
  readonly index: number;
  readonly apiVersion: string;
  readonly kind: string;
  /** What the manifest says; "" when it names none. */
  readonly namespace: string;
  /** "" when it has none. */
  readonly name: string;
  readonly value: JsonObject;
  /**
   * Where a field stands in the file. A path that does not exist gives the key of its nearest existing
   * ancestor. Positions are worked out at the first call, so a manifest without findings costs nothing.
   */
  locate(path: FieldPath, target: LocateTarget): SourceRange;
}
