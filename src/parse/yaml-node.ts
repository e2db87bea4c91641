import type { ScalarStyle } from "./token.ts";

/** One node of a YAML document with its place in the text. */
export interface YamlNode {
  readonly kind: "scalar" | "sequence" | "mapping" | "alias";
  /** Text of a scalar, name of an alias. */
  readonly value: string;
  /** Long form (`tag:yaml.org,2002:int`); "" without one. */
  readonly tag: string;
  readonly style: ScalarStyle;
  /** A plain scalar without tag (or with the tag `!`): its text decides its type. */
  readonly isImplicit: boolean;
  /** Offsets in UTF-16 units, `end` exclusive; of a collection the end of its last item. */
  readonly start: number;
  end: number;
  /** From 0. */
  readonly line: number;
  /** Items of a sequence; key, value, key, value … of a mapping. */
  readonly children: YamlNode[];
  /** What an alias stands for. */
  readonly target: YamlNode | undefined;
}
