import { type Mark, YamlProblem } from "./cursor.ts";
import { Scanner } from "./scanner.ts";
import { type Token, TokenType } from "./token.ts";
import { type NodePlace, TreeBuilder } from "./tree-builder.ts";
import type { YamlNode } from "./yaml-node.ts";

/** What the parser expects next. */
const State = {
  BlockNode: 0,
  BlockNodeOrIndentlessSequence: 1,
  FlowNode: 2,
  BlockSequenceEntry: 3,
  IndentlessSequenceEntry: 4,
  BlockMappingKey: 5,
  BlockMappingValue: 6,
  FlowSequenceFirstEntry: 7,
  FlowSequenceEntry: 8,
  FlowPairKey: 9,
  FlowPairValue: 10,
  FlowPairEnd: 11,
  FlowMappingFirstKey: 12,
  FlowMappingKey: 13,
  FlowMappingValue: 14,
  FlowMappingEmptyValue: 15,
  DocumentEnd: 16,
} as const;

type State = (typeof State)[keyof typeof State];

const YAML_TAGS = "tag:yaml.org,2002:";

/**
 * The first document of a text as a tree; undefined when there is none. What follows the document is looked at
 * only as far as its end needs. Throws `YamlProblem`.
 * Mirrors: yaml_parser_parse and its states, parser.parse, go.yaml.in/yaml/v2 v2.4.4
 */
export function composeNode(text: string): YamlNode | undefined {
  return new Composer(text).document();
}

class Composer {
  private readonly scanner: Scanner;
  /** States to return to. */
  private readonly states: State[] = [];
  private state: State = State.BlockNode;
  private readonly contextLines: number[] = [];
  private readonly tagPrefixes = new Map<string, string>();
  private readonly tree = new TreeBuilder();

  constructor(text: string) {
    this.scanner = new Scanner(text);
  }

  document(): YamlNode | undefined {
    this.scanner.peek();
    this.scanner.skip();
    if (!this.startDocument()) return undefined;
    while (this.state !== State.DocumentEnd) this.step();
    this.scanner.peek();
    return this.tree.root;
  }

  /** False at the end of the stream. */
  private startDocument(): boolean {
    const { scanner } = this;
    let token = scanner.peek();
    if (token.type === TokenType.StreamEnd) return false;
    const isExplicit =
      token.type === TokenType.VersionDirective ||
      token.type === TokenType.TagDirective ||
      token.type === TokenType.DocumentStart;
    this.readDirectives();
    this.states.push(State.DocumentEnd);
    if (!isExplicit) return true;
    token = scanner.peek();
    if (token.type !== TokenType.DocumentStart) fail("did not find expected <document start>", token.start);
    scanner.skip();
    token = scanner.peek();
    if (isDocumentBorder(token.type)) this.emptyScalar(token.start, this.popState());
    return true;
  }

  private readDirectives(): void {
    const { scanner } = this;
    let hasVersion = false;
    let token = scanner.peek();
    while (token.type === TokenType.VersionDirective || token.type === TokenType.TagDirective) {
      if (token.type === TokenType.VersionDirective) {
        if (hasVersion) fail("found duplicate %YAML directive", token.start);
        if (token.value !== "1.1") fail("found incompatible YAML document", token.start);
        hasVersion = true;
      } else {
        if (this.tagPrefixes.has(token.value)) fail("found duplicate %TAG directive", token.start);
        this.tagPrefixes.set(token.value, token.suffix);
      }
      scanner.skip();
      token = scanner.peek();
    }
    if (!this.tagPrefixes.has("!")) this.tagPrefixes.set("!", "!");
    if (!this.tagPrefixes.has("!!")) this.tagPrefixes.set("!!", YAML_TAGS);
  }

  private step(): void {
    switch (this.state) {
      case State.BlockNode:
        return this.node(true, false);
      case State.BlockNodeOrIndentlessSequence:
        return this.node(true, true);
      case State.FlowNode:
        return this.node(false, false);
      case State.BlockSequenceEntry:
        return this.blockSequenceEntry();
      case State.IndentlessSequenceEntry:
        return this.indentlessSequenceEntry();
      case State.BlockMappingKey:
        return this.blockMappingKey();
      case State.BlockMappingValue:
        return this.blockMappingValue();
      case State.FlowSequenceFirstEntry:
        return this.flowSequenceEntry(true);
      case State.FlowSequenceEntry:
        return this.flowSequenceEntry(false);
      case State.FlowPairKey:
        return this.flowPairKey();
      case State.FlowPairValue:
        return this.flowPairValue();
      case State.FlowPairEnd:
        this.tree.close(this.scanner.peek().start.offset);
        this.state = State.FlowSequenceEntry;
        return;
      case State.FlowMappingFirstKey:
        return this.flowMappingKey(true);
      case State.FlowMappingKey:
        return this.flowMappingKey(false);
      case State.FlowMappingValue:
        return this.flowMappingValue();
      case State.FlowMappingEmptyValue:
        return this.emptyScalar(this.scanner.peek().start, State.FlowMappingKey);
    }
  }

  private popState(): State {
    return this.states.pop() ?? State.DocumentEnd;
  }

  private node(isBlock: boolean, isIndentlessAllowed: boolean): void {
    const { scanner } = this;
    let token = scanner.peek();
    if (token.type === TokenType.Alias) return this.alias(token);
    const { start } = token;
    let anchor = "";
    let tag = "";
    if (token.type === TokenType.Anchor || token.type === TokenType.Tag) {
      let tagToken: Token | undefined;
      [anchor, tagToken] = this.properties();
      token = scanner.peek();
      if (tagToken) tag = this.resolveTag(tagToken, start);
    }
    if (isIndentlessAllowed && token.type === TokenType.BlockEntry) {
      return this.openCollection("sequence", { start, tag, anchor }, State.IndentlessSequenceEntry);
    }
    if (token.type === TokenType.Scalar) {
      const isImplicit = (tag === "" && token.style === "plain") || tag === "!";
      this.state = this.popState();
      this.tree.scalar({ value: token.value, style: token.style, end: token.end, isImplicit }, { start, tag, anchor });
      return scanner.skip();
    }
    if (token.type === TokenType.FlowSequenceStart) {
      return this.enter("sequence", { start, tag, anchor }, State.FlowSequenceFirstEntry);
    }
    if (token.type === TokenType.FlowMappingStart) {
      return this.enter("mapping", { start, tag, anchor }, State.FlowMappingFirstKey);
    }
    if (isBlock && token.type === TokenType.BlockSequenceStart) {
      return this.enter("sequence", { start, tag, anchor }, State.BlockSequenceEntry);
    }
    if (isBlock && token.type === TokenType.BlockMappingStart) {
      return this.enter("mapping", { start, tag, anchor }, State.BlockMappingKey);
    }
    if (anchor === "" && tag === "") fail("did not find expected node content", token.start, start.line);
    this.state = this.popState();
    this.tree.scalar({ value: "", style: "plain", end: start.offset, isImplicit: tag === "" }, { start, tag, anchor });
  }

  /** An anchor and a tag, in either order. */
  private properties(): [anchor: string, tag: Token | undefined] {
    const { scanner } = this;
    let anchor = "";
    let tag: Token | undefined;
    for (let count = 0; count < 2; count++) {
      const token = scanner.peek();
      if (token.type === TokenType.Anchor && anchor === "") anchor = token.value;
      else if (token.type === TokenType.Tag && !tag) tag = token;
      else break;
      scanner.skip();
    }
    return [anchor, tag];
  }

  private resolveTag(token: Token, start: Mark): string {
    if (token.value === "") return token.suffix;
    const prefix = this.tagPrefixes.get(token.value);
    if (prefix === undefined) return fail("found undefined tag handle", token.start, start.line);
    return prefix + token.suffix;
  }

  private alias(token: Token): void {
    this.state = this.popState();
    this.tree.alias(token);
    this.scanner.skip();
  }

  private emptyScalar(mark: Mark, next: State): void {
    this.state = next;
    this.tree.scalar(
      { value: "", style: "plain", end: mark.offset, isImplicit: true },
      { start: mark, tag: "", anchor: "" },
    );
  }

  /** A collection whose first token stands for its beginning. */
  private enter(kind: "sequence" | "mapping", place: NodePlace, next: State): void {
    const token = this.scanner.peek();
    this.contextLines.push(token.start.line);
    this.scanner.skip();
    this.openCollection(kind, place, next);
  }

  private openCollection(kind: "sequence" | "mapping", place: NodePlace, next: State): void {
    this.tree.open(kind, place);
    this.state = next;
  }

  private leave(token: Token, isFlow: boolean): void {
    this.state = this.popState();
    this.contextLines.pop();
    this.tree.close(token.end, isFlow);
    this.scanner.skip();
  }

  private blockSequenceEntry(): void {
    const { scanner } = this;
    const token = scanner.peek();
    if (token.type === TokenType.BlockEntry) {
      scanner.skip();
      const next = scanner.peek();
      if (next.type === TokenType.BlockEntry || next.type === TokenType.BlockEnd) {
        return this.emptyScalar(endOf(token), State.BlockSequenceEntry);
      }
      this.states.push(State.BlockSequenceEntry);
      return this.node(true, false);
    }
    if (token.type === TokenType.BlockEnd) return this.leave(token, false);
    fail("did not find expected '-' indicator", token.start, this.contextLines.pop());
  }

  private indentlessSequenceEntry(): void {
    const { scanner } = this;
    const token = scanner.peek();
    if (token.type !== TokenType.BlockEntry) {
      this.state = this.popState();
      return this.tree.close(token.start.offset);
    }
    scanner.skip();
    const next = scanner.peek();
    if (next.type === TokenType.BlockEntry || endsMappingPart(next.type)) {
      return this.emptyScalar(endOf(token), State.IndentlessSequenceEntry);
    }
    this.states.push(State.IndentlessSequenceEntry);
    this.node(true, false);
  }

  private blockMappingKey(): void {
    const { scanner } = this;
    const token = scanner.peek();
    if (token.type === TokenType.Key) {
      scanner.skip();
      if (endsMappingPart(scanner.peek().type)) return this.emptyScalar(endOf(token), State.BlockMappingValue);
      this.states.push(State.BlockMappingValue);
      return this.node(true, true);
    }
    if (token.type === TokenType.BlockEnd) return this.leave(token, false);
    fail("did not find expected key", token.start, this.contextLines.pop());
  }

  private blockMappingValue(): void {
    const { scanner } = this;
    const token = scanner.peek();
    if (token.type !== TokenType.Value) return this.emptyScalar(token.start, State.BlockMappingKey);
    scanner.skip();
    if (endsMappingPart(scanner.peek().type)) return this.emptyScalar(endOf(token), State.BlockMappingKey);
    this.states.push(State.BlockMappingKey);
    this.node(true, true);
  }

  private flowSequenceEntry(isFirst: boolean): void {
    const { scanner } = this;
    let token = scanner.peek();
    if (token.type !== TokenType.FlowSequenceEnd && !isFirst) {
      if (token.type !== TokenType.FlowEntry) {
        fail("did not find expected ',' or ']'", token.start, this.contextLines.pop());
      }
      scanner.skip();
      token = scanner.peek();
    }
    if (token.type === TokenType.FlowSequenceEnd) return this.leave(token, true);
    if (token.type === TokenType.Key) {
      scanner.skip();
      return this.openCollection("mapping", { start: token.start, tag: "", anchor: "" }, State.FlowPairKey);
    }
    this.states.push(State.FlowSequenceEntry);
    this.node(false, false);
  }

  private flowPairKey(): void {
    const token = this.scanner.peek();
    if (!endsFlowPart(token.type, TokenType.FlowSequenceEnd)) {
      this.states.push(State.FlowPairValue);
      return this.node(false, false);
    }
    this.scanner.skip();
    this.emptyScalar(endOf(token), State.FlowPairValue);
  }

  private flowPairValue(): void {
    const { scanner } = this;
    const token = scanner.peek();
    if (token.type === TokenType.Value) {
      scanner.skip();
      const next = scanner.peek();
      if (next.type !== TokenType.FlowEntry && next.type !== TokenType.FlowSequenceEnd) {
        this.states.push(State.FlowPairEnd);
        return this.node(false, false);
      }
    }
    this.emptyScalar(token.start, State.FlowPairEnd);
  }

  private flowMappingKey(isFirst: boolean): void {
    const { scanner } = this;
    let token = scanner.peek();
    if (token.type !== TokenType.FlowMappingEnd && !isFirst) {
      if (token.type !== TokenType.FlowEntry) {
        fail("did not find expected ',' or '}'", token.start, this.contextLines.pop());
      }
      scanner.skip();
      token = scanner.peek();
    }
    if (token.type === TokenType.FlowMappingEnd) return this.leave(token, true);
    if (token.type !== TokenType.Key) {
      this.states.push(State.FlowMappingEmptyValue);
      return this.node(false, false);
    }
    scanner.skip();
    token = scanner.peek();
    if (endsFlowPart(token.type, TokenType.FlowMappingEnd))
      return this.emptyScalar(token.start, State.FlowMappingValue);
    this.states.push(State.FlowMappingValue);
    this.node(false, false);
  }

  private flowMappingValue(): void {
    const { scanner } = this;
    let token = scanner.peek();
    if (token.type === TokenType.Value) {
      scanner.skip();
      token = scanner.peek();
      if (token.type !== TokenType.FlowEntry && token.type !== TokenType.FlowMappingEnd) {
        this.states.push(State.FlowMappingKey);
        return this.node(false, false);
      }
    }
    this.emptyScalar(token.start, State.FlowMappingKey);
  }
}

function isDocumentBorder(type: TokenType): boolean {
  return type <= TokenType.DocumentEnd && type !== TokenType.StreamStart;
}

function endsMappingPart(type: TokenType): boolean {
  return type === TokenType.Key || type === TokenType.Value || type === TokenType.BlockEnd;
}

function endsFlowPart(type: TokenType, end: TokenType): boolean {
  return type === TokenType.Value || type === TokenType.FlowEntry || type === end;
}

/** The place behind a token on the same line. */
function endOf(token: Token): Mark {
  return { ...token.start, offset: token.end };
}

function fail(message: string, at: Mark, contextLine?: number): never {
  throw new YamlProblem("parser", message, { line: at.line, offset: at.offset, contextLine: contextLine ?? 0 });
}
