const LEVELS = 7;

/**
 * A set of ordinals (0 to 2^32 - 1) that answers "the next one from here" in either direction in constant time.
 * A tree of 32-bit words: a word's bit on one level says that a word of the level below is not empty.
 */
export class OrdinalSet {
  private readonly levels: readonly Map<number, number>[] = Array.from({ length: LEVELS }, () => new Map());
  private count = 0;

  get size(): number {
    return this.count;
  }

  has(ordinal: number): boolean {
    return ((this.word(0, ordinal >>> 5) >>> (ordinal & 31)) & 1) === 1;
  }

  add(ordinal: number): void {
    if (this.has(ordinal)) return;
    this.count++;
    let index = ordinal;
    for (const level of this.levels) {
      const at = index >>> 5;
      const before = level.get(at) ?? 0;
      level.set(at, before | (1 << (index & 31)));
      if (before !== 0) return;
      index = at;
    }
  }

  delete(ordinal: number): void {
    if (!this.has(ordinal)) return;
    this.count--;
    let index = ordinal;
    for (const level of this.levels) {
      const at = index >>> 5;
      const after = (level.get(at) ?? 0) & ~(1 << (index & 31));
      if (after !== 0) {
        level.set(at, after);
        return;
      }
      level.delete(at);
      index = at;
    }
  }

  /** Adds or removes. */
  put(ordinal: number, present: boolean): void {
    if (present) this.add(ordinal);
    else this.delete(ordinal);
  }

  clear(): void {
    for (const level of this.levels) level.clear();
    this.count = 0;
  }

  /** The lowest member at or above `from`, -1 when there is none. */
  next(from: number): number {
    if (this.count === 0) return -1;
    let index = from;
    for (let level = 0; level < LEVELS; level++) {
      const bits = this.word(level, index >>> 5) & (-1 << (index & 31));
      if (bits !== 0) return this.lowest(level, (index >>> 5) * 32 + lowestBit(bits));
      index = (index >>> 5) + 1;
    }
    return -1;
  }

  /** The highest member at or below `from`, -1 when there is none. */
  prev(from: number): number {
    if (this.count === 0 || from < 0) return -1;
    let index = from;
    for (let level = 0; level < LEVELS; level++) {
      const bits = this.word(level, index >>> 5) & (-1 >>> (31 - (index & 31)));
      if (bits !== 0) return this.highest(level, (index >>> 5) * 32 + 31 - Math.clz32(bits));
      if (index >>> 5 === 0) return -1;
      index = (index >>> 5) - 1;
    }
    return -1;
  }

  private lowest(fromLevel: number, index: number): number {
    let at = index;
    for (let level = fromLevel - 1; level >= 0; level--) at = at * 32 + lowestBit(this.word(level, at));
    return at;
  }

  private highest(fromLevel: number, index: number): number {
    let at = index;
    for (let level = fromLevel - 1; level >= 0; level--) at = at * 32 + 31 - Math.clz32(this.word(level, at));
    return at;
  }

  private word(level: number, at: number): number {
    return this.levels[level]?.get(at) ?? 0;
  }
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}
