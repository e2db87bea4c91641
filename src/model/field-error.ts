/** Kinds of field errors, by the names that a Status carries in `details.causes[].reason`. */
export type FieldErrorType =
  | "FieldValueRequired"
  | "FieldValueInvalid"
  | "FieldValueNotSupported"
  | "FieldValueForbidden"
  | "FieldValueDuplicate"
  | "FieldValueNotFound"
  | "FieldValueTooLong"
  | "FieldValueTooMany"
  | "FieldValueTypeInvalid"
  | "InternalError";

/**
 * One entry of a 422 answer. `text` is what stands behind the field path:
 * `Invalid value: "a b": must be …`. Mirrors field.Error of k8s.io/apimachinery.
 */
export interface FieldError {
  readonly type: FieldErrorType;
  /** As the server writes it: `spec.template.spec.containers[0].name`. */
  readonly field: string;
  readonly text: string;
}
