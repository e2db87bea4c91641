import type { FieldError } from "../model/field-error.ts";

/** A refused object, for the texts about it. */
export interface RefusedObject {
  /** `apps/v1 StatefulSet` */
  readonly gvk: string;
  readonly name: string;
}

/**
 * The message of the 422 answer. Mirrors: NewInvalid, k8s.io/apimachinery/pkg/api/errors v0.37.0
 */
export function invalidMessage({ gvk, name }: RefusedObject, errors: readonly FieldError[]): string {
  const { kind, group } = splitGvk(gvk);
  const qualified = group === "" ? kind : `${kind}.${group}`;
  const texts = [...new Set(errors.map(errorText))];
  return `${qualified} ${JSON.stringify(name)} is invalid: ${texts.length === 1 ? texts[0] : `[${texts.join(", ")}]`}`;
}

/**
 * What kubectl prints for it. Mirrors: checkErr, k8s.io/kubectl/pkg/cmd/util v0.37.0
 */
export function kubectlInvalidText({ gvk, name }: RefusedObject, errors: readonly FieldError[]): string {
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
