import type { Mark } from "./cursor.ts";

export const TokenType = {
  StreamStart: 0,
  StreamEnd: 1,
  VersionDirective: 2,
  TagDirective: 3,
  DocumentStart: 4,
  DocumentEnd: 5,
  BlockSequenceStart: 6,
  BlockMappingStart: 7,
  BlockEnd: 8,
  FlowSequenceStart: 9,
  FlowSequenceEnd: 10,
  FlowMappingStart: 11,
  FlowMappingEnd: 12,
  BlockEntry: 13,
  FlowEntry: 14,
  Key: 15,
  Value: 16,
  Alias: 17,
  Anchor: 18,
  Tag: 19,
  Scalar: 20,
} as const;

export type TokenType = (typeof TokenType)[keyof typeof TokenType];

export type ScalarStyle = "plain" | "single" | "double" | "literal" | "folded";

/** `value` is the text of a scalar, the name of an anchor, or the handle of a tag; `suffix` its rest. */
export interface Token {
  readonly type: TokenType;
  readonly start: Mark;
  /** End offset, exclusive. */
  readonly end: number;
  readonly value: string;
  readonly suffix: string;
  readonly style: ScalarStyle;
}
