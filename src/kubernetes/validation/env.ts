import { isObject, type JsonObject, type JsonValue } from "../../model/json.ts";
import { listAt, objectAt, textAt } from "../../model/json-read.ts";
import { isEnabled } from "../versions/version.ts";
import { someContainer } from "./container-lists.ts";
import { validateFieldSelector, validateResourceSelector } from "./downward-api.ts";
import { invalid, invalidEach, required } from "./errors.ts";
import { validateNoBacksteps } from "./local-path.ts";
import { isConfigMapKey, isDns1123Label, isDns1123Subdomain, isEnvVarName } from "./names.ts";
import type { Path } from "./path.ts";
import type { PodContext } from "./pod-context.ts";

/** Mirrors: ValidateEnv, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateEnv(variables: readonly JsonValue[], path: Path, context: PodContext): void {
  const isRelaxed = context.version.behaviour.relaxedEnvNames;
  for (const [index, variable] of variables.entries()) {
    const name = textAt(variable, "name");
    if (name === "") required(context, path.index(index).child("name"));
    else {
      const messages = isEnvVarName(name, isRelaxed);
      if (messages.length > 0) invalidEach(context, path.index(index).child("name"), name, messages);
    }
    if (!isObject(variable) || !isObject(variable.valueFrom)) continue;
    const at = path.index(index).child("valueFrom");
    validateValueFrom(variable.valueFrom, textAt(variable, "value"), at, context);
  }
}

type SourceRule = (source: JsonObject, path: Path, context: PodContext) => void;

/** In the server's order. */
const SOURCES: Readonly<Record<string, SourceRule>> = {
  fieldRef: (source, path, context) => validateFieldSelector(source, ENV_FIELDS, path, context),
  resourceFieldRef: (source, path, context) => validateResourceSelector(source, false, path, context),
  configMapKeyRef: validateKeySelector,
  secretKeyRef: validateKeySelector,
  fileKeyRef: validateFileKeySelector,
};

const ENV_FIELDS = [
  "metadata.name",
  "metadata.namespace",
  "metadata.uid",
  "spec.nodeName",
  "spec.serviceAccountName",
  "status.hostIP",
  "status.hostIPs",
  "status.podIP",
  "status.podIPs",
];

/** Mirrors: validateEnvVarValueFrom, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
function validateValueFrom(sources: JsonObject, value: string, path: Path, context: PodContext): void {
  let count = 0;
  for (const [field, rule] of Object.entries(SOURCES)) {
    const source = sources[field];
    if (!isObject(source)) continue;
    count++;
    rule(source, path.child(field), context);
  }
  if (count === 0) {
    const last = knowsFiles(context) ? "`secretKeyRef` or `fileKeyRef`" : "or `secretKeyRef`";
    const known = "`fieldRef`, `resourceFieldRef`, `configMapKeyRef`";
    const detail = `must specify one of: ${known}${knowsFiles(context) ? ", " : " "}${last}`;
    invalid(context, path, "", detail);
  } else if (value !== "") invalid(context, path, "", "may not be specified when `value` is not empty");
  else if (count > 1) invalid(context, path, "", "may not have more than one field specified at a time");
}

/** Mirrors: useAllowEnvFilesValidation, k8s.io/kubernetes/pkg/api/pod v1.37.0 */
function knowsFiles({ version, old }: PodContext): boolean {
  if (isEnabled(version, "EnvFiles")) return true;
  return someContainer(objectAt(old, "spec"), (container) =>
    listAt(container, "env").some((variable) => isObject(objectAt(variable, "valueFrom").fileKeyRef)),
  );
}

/** Mirrors: validateConfigMapKeySelector and validateSecretKeySelector, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
function validateKeySelector(source: JsonObject, path: Path, context: PodContext): void {
  const name = textAt(source, "name");
  const key = textAt(source, "key");
  invalidEach(context, path.child("name"), name, isDns1123Subdomain(name));
  if (key === "") required(context, path.child("key"));
  else invalidEach(context, path.child("key"), key, isConfigMapKey(key));
}

/** Mirrors: validateFileKeySelector, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
function validateFileKeySelector(source: JsonObject, path: Path, context: PodContext): void {
  const key = textAt(source, "key");
  const volume = textAt(source, "volumeName");
  const file = textAt(source, "path");
  if (key === "") required(context, path.child("key"));
  else invalidEach(context, path.child("key"), key, isEnvVarName(key, true));
  if (volume === "") required(context, path.child("volumeName"));
  else invalidEach(context, path.child("volumeName"), volume, isDns1123Label(volume));
  if (file === "") required(context, path.child("path"));
  else validateNoBacksteps(file, path.child("path"), context);
}
