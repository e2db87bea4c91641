import type { FieldPath } from "../model/field-path.ts";
import type { ApiField } from "./api-type.ts";

/**
 * Where the decoder stands: the place for strict errors, the field names and the struct for mismatches. The paths are
 * put together only when something is wrong.
 */
export class DecodePlace {
  readonly struct: string;
  private readonly parent: DecodePlace | undefined;
  private readonly part: string | number;
  private readonly field: ApiField | undefined;
  private readonly namesEmbedded: boolean;

  private constructor(
    parent: DecodePlace | undefined,
    part: string | number,
    { struct, field, namesEmbedded }: { struct: string; field: ApiField | undefined; namesEmbedded: boolean },
  ) {
    this.parent = parent;
    this.part = part;
    this.struct = struct;
    this.field = field;
    this.namesEmbedded = namesEmbedded;
  }

  /** The whole object. `namesEmbedded`: the names of embedded structs count. */
  static root(namesEmbedded: boolean): DecodePlace {
    return new DecodePlace(undefined, "", { struct: "", field: undefined, namesEmbedded });
  }

  /** A field of the struct with this name. */
  ofField(field: ApiField, struct: string): DecodePlace {
    return new DecodePlace(this, field.name, { struct, field, namesEmbedded: this.namesEmbedded });
  }

  /** An item of a list, or a value of a map. */
  ofItem(part: string | number): DecodePlace {
    return new DecodePlace(this, part, { struct: this.struct, field: undefined, namesEmbedded: this.namesEmbedded });
  }

  get at(): FieldPath {
    return this.parent === undefined ? [] : [...this.parent.at, this.part];
  }

  get names(): readonly string[] {
    const before = this.parent?.names ?? [];
    if (this.field === undefined) return before;
    return [...before, ...(this.namesEmbedded ? this.field.embedded : []), this.field.name];
  }
}
