import type { FieldError } from "../model/field-error.ts";

/** A refused object, for the texts about it. */
export interface RefusedObject {
  /** `apps/v1 StatefulSet` */
  readonly gvk: string;
  readonly name: string;
  /** The file that kubectl names where it has no form of its own for a refusal. */
  readonly source?: string;
}

/** Why a server says no: to what is written, or because it failed at its own work. */
export function refusalReason(errors: readonly FieldError[]): "Invalid" | "InternalError" {
  return internalText(errors) === undefined ? "Invalid" : "InternalError";
}

/** An internal error stands alone and names no field. */
function internalText(errors: readonly FieldError[]): string | undefined {
  const [first] = errors;
  if (first?.type !== "InternalError" || first.field !== "") return undefined;
  return `Internal error occurred: ${first.text}`;
}

/**
 * The message of the 422 answer, or of the 500 one. Mirrors: NewInvalid and NewInternalError, k8s.io/apimachinery/pkg/api/errors v0.37.0
 */
export function invalidMessage({ gvk, name }: RefusedObject, errors: readonly FieldError[]): string {
  const internal = internalText(errors);
  if (internal !== undefined) return internal;
  const { kind, group } = splitGvk(gvk);
  const qualified = group === "" ? kind : `${kind}.${group}`;
  const texts = [...new Set(errors.map(errorText))];
  return `${qualified} ${JSON.stringify(name)} is invalid: ${texts.length === 1 ? texts[0] : `[${texts.join(", ")}]`}`;
}

/**
 * What kubectl prints for it. Mirrors: checkErr, k8s.io/kubectl/pkg/cmd/util v0.37.0
 */
export function kubectlInvalidText({ gvk, name, source }: RefusedObject, errors: readonly FieldError[]): string {
  const internal = internalText(errors);
  if (internal !== undefined) {
    const when = source === undefined ? "" : `error when creating ${JSON.stringify(source)}: `;
    return `Error from server (InternalError): ${when}${internal}`;
  }
  const head = `The ${splitGvk(gvk).kind} ${JSON.stringify(name)} is invalid: `;
  const texts = [...new Set(errors.map(errorText))];
  return texts.length === 1 ? `${head}${texts[0]}\n` : `${head}\n${texts.map((text) => `* ${text}\n`).join("")}`;
}

function errorText({ field, text }: FieldError): string {
  return field === "" ? text : `${field}: ${text}`;
}

function splitGvk(gvk: string): { readonly kind: string; readonly group: string } {
  const [apiVersion = "", kind = ""] = gvk.split(" ");
  const slash = apiVersion.indexOf("/");
  return { kind, group: slash < 0 ? "" : apiVersion.slice(0, slash) };
}
