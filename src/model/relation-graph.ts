/** Which field of which object refers to which field of which other one. */
export interface RelationGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** An object, or a part of one that others refer to (the Pod template, a claim template). */
export interface GraphNode {
  /** Unique, made of letters, digits and `_`. */
  readonly id: string;
  /** `Service default/nginx` */
  readonly title: string;
  /** False for an object that is referred to but not in the input. */
  readonly found: boolean;
  /** `spec.serviceName: nginx`, one text a line. */
  readonly fields: readonly GraphField[];
}

export interface GraphField {
  readonly id: string;
  readonly text: string;
}

export interface GraphEdge {
  /** Ids of fields. */
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly state: EdgeState;
}

/** `broken`: another name, labels that do not match. `unknown`: the object is not in the input. */
export type EdgeState = "holds" | "broken" | "unknown";
