import type { FieldError } from "../../model/field-error.ts";
import type { KubernetesVersion } from "../versions/version.ts";

/**
 * The errors as they are told: those that come from walking one map, whose order changes from run to run on a server,
 * in the order of their texts; repeated ones once where the version does so.
 */
export function settleErrors(errors: readonly FieldError[], version: KubernetesVersion): readonly FieldError[] {
  if (errors.length < 2) return errors;
  const told = version.behaviour.dropsRepeatedErrors ? withoutRepeated(errors) : errors;
  const settled: FieldError[] = [];
  for (let start = 0; start < told.length; ) {
    let end = start + 1;
    while (end < told.length && placeOf(told[end]) === placeOf(told[start])) end++;
    settled.push(...told.slice(start, end).sort(byText));
    start = end;
  }
  return settled;
}

function withoutRepeated(errors: readonly FieldError[]): FieldError[] {
  return [...new Map(errors.map((error) => [`${error.type} ${keyOf(error)}`, error])).values()];
}

/** The field without the map key at its end. */
function placeOf(error: FieldError | undefined): string {
  return error?.field.replace(/\[[^\]]*[^\]0-9][^\]]*\]$/, "") ?? "";
}

function byText(a: FieldError, b: FieldError): number {
  const [x, y] = [keyOf(a), keyOf(b)];
  return x < y ? -1 : Number(x > y);
}

function keyOf({ field, text }: FieldError): string {
  return field + text;
}
