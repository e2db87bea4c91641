import { type Mark, YamlProblem } from "./cursor.ts";
import type { ScalarStyle, Token } from "./token.ts";
import type { YamlNode } from "./yaml-node.ts";

/** Where a node begins, with what is written before its content; "" without tag or anchor. */
export interface NodePlace {
  readonly start: Mark;
  readonly tag: string;
  readonly anchor: string;
}

interface ScalarText {
  readonly value: string;
  readonly style: ScalarStyle;
  readonly end: number;
  readonly isImplicit: boolean;
}

const NO_CHILDREN: YamlNode[] = [];

/** Puts the nodes of one document together in the order in which they are read. */
export class TreeBuilder {
  root: YamlNode | undefined;
  private readonly anchors = new Map<string, YamlNode>();
  /** Collections that are not closed yet. */
  private readonly openNodes: YamlNode[] = [];

  /** Throws `YamlProblem` for an alias of nothing. */
  alias(token: Token): void {
    const target = this.anchors.get(token.value);
    const { offset, line } = token.start;
    if (!target) throw new YamlProblem("decoder", `unknown anchor '${token.value}' referenced`, { line, offset });
    this.add({
      kind: "alias",
      value: token.value,
      tag: "",
      style: "plain",
      isImplicit: false,
      start: offset,
      end: token.end,
      line,
      children: NO_CHILDREN,
      target,
    });
  }

  scalar(text: ScalarText, place: NodePlace): void {
    const node: YamlNode = {
      kind: "scalar",
      value: text.value,
      tag: place.tag,
      style: text.style,
      isImplicit: text.isImplicit,
      start: place.start.offset,
      end: text.end,
      line: place.start.line,
      children: NO_CHILDREN,
      target: undefined,
    };
    if (place.anchor !== "") this.anchors.set(place.anchor, node);
    this.add(node);
  }

  open(kind: "sequence" | "mapping", place: NodePlace): void {
    const node: YamlNode = {
      kind,
      value: "",
      tag: place.tag,
      style: "plain",
      isImplicit: false,
      start: place.start.offset,
      end: place.start.offset,
      line: place.start.line,
      children: [],
      target: undefined,
    };
    if (place.anchor !== "") this.anchors.set(place.anchor, node);
    this.add(node);
    this.openNodes.push(node);
  }

  /** Closes the innermost collection: behind its last item, or at `end` when that is its own bracket. */
  close(end: number, hasBracket = false): void {
    const node = this.openNodes.pop();
    if (!node) return;
    const last = node.children.at(-1);
    node.end = last && !hasBracket ? Math.max(last.end, node.start) : end;
  }

  private add(node: YamlNode): void {
    const parent = this.openNodes.at(-1);
    if (parent) parent.children.push(node);
    else this.root = node;
  }
}
