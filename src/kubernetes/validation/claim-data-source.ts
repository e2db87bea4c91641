import { isObject, type JsonObject } from "../../model/json.ts";
import { textAt } from "../../model/json-read.ts";
import { type BadValue, goValue } from "./bad-value.ts";
import type { ValidationContext } from "./context.ts";
import { invalid, invalidEach, required } from "./errors.ts";
import { isDns1123Label, isDns1123Subdomain } from "./names.ts";
import type { Path } from "./path.ts";

/** The sources of a claim's content. Mirrors: the part of ValidatePersistentVolumeClaimSpec, v1.37.0 */
export function validateDataSources(
  { dataSource, dataSourceRef }: JsonObject,
  path: Path,
  allowsBadGroup: boolean,
  context: ValidationContext,
): void {
  if (isObject(dataSource)) validateDataSource(dataSource, path.child("dataSource"), allowsBadGroup, context);
  if (!isObject(dataSourceRef)) return;
  const at = path.child("dataSourceRef");
  validateDataSource(dataSourceRef, at, allowsBadGroup, context);
  const namespace = textAt(dataSourceRef, "namespace");
  if (namespace !== "") invalidEach(context, at.child("namespace"), namespace, isDns1123Label(namespace));
  if (!isObject(dataSource)) return;
  const shown = shownPath("dataSource", context);
  if (namespace !== "") invalid(context, path, shown, "may not be specified when dataSourceRef.namespace is specified");
  else if (!isSameSource(dataSource, dataSourceRef)) invalid(context, path, shown, "must match dataSourceRef");
}

const CLAIM = "PersistentVolumeClaim";

/** Mirrors: validateDataSource and validateDataSourceRef, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
function validateDataSource(source: JsonObject, path: Path, allowsBadGroup: boolean, context: ValidationContext): void {
  for (const field of ["name", "kind"]) if (textAt(source, field) === "") required(context, path.child(field));
  const group = textAt(source, "apiGroup");
  const kind = textAt(source, "kind");
  if (group === "" && kind !== CLAIM) {
    invalid(context, path, kind, "must be 'PersistentVolumeClaim' when referencing the default apiGroup");
  }
  if (group !== "" && !allowsBadGroup) invalidEach(context, path.child("apiGroup"), group, isDns1123Subdomain(group));
}

function isSameSource(a: JsonObject, b: JsonObject): boolean {
  const isSameGroup = (a.apiGroup ?? null) === (b.apiGroup ?? null);
  return isSameGroup && textAt(a, "kind") === textAt(b, "kind") && textAt(a, "name") === textAt(b, "name");
}

/** The server shows a path of its own where it means the value: nothing of it as JSON, in Go syntax all. */
function shownPath(name: string, { version }: ValidationContext): BadValue {
  if (version.behaviour.showsValuesAsJson) return goValue("map[string]string", {});
  return goValue(
    "util/validation/field.Path",
    `field.Path{name:"${name}", index:"", parent:(*field.Path)(0xc000000000)}`,
  );
}
