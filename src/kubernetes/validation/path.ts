/**
 * A field path under construction: cheap to extend, turned into text only for an error.
 * Mirrors field.Path of k8s.io/apimachinery v0.37.0.
 */
export class Path {
  private readonly parent: Path | undefined;
  private readonly part: string;

  private constructor(part: string, parent: Path | undefined) {
    this.part = part;
    this.parent = parent;
  }

  static of(name: string): Path {
    return new Path(name, undefined);
  }

  child(name: string): Path {
    return new Path(`.${name}`, this);
  }

  index(index: number): Path {
    return new Path(`[${index}]`, this);
  }

  /** A map key; the server writes it in brackets whatever it looks like. */
  key(key: string): Path {
    return new Path(`[${key}]`, this);
  }

  toString(): string {
    return this.parent ? this.parent.toString() + this.part : this.part;
  }
}
