import { isObject, type JsonObject, type JsonValue } from "../../model/json.ts";
import { integerAt, listAt, numberAt, textAt } from "../../model/json-read.ts";
import { namedText } from "./bad-value.ts";
import { forbidden, invalid, invalidEach, notSupported, required } from "./errors.ts";
import { isHttpHeaderName, isValidPortName, isValidPortNumber } from "./names.ts";
import type { Path } from "./path.ts";
import type { PodContext } from "./pod-context.ts";
import type { PodScope } from "./pod-scope.ts";
import { linuxSignals, WINDOWS_SIGNALS } from "./stop-signals.ts";

/** Mirrors: validateLifecycle, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateLifecycle(
  lifecycle: JsonValue | undefined,
  path: Path,
  scope: PodScope,
  context: PodContext,
): void {
  if (!isObject(lifecycle)) return;
  for (const hook of ["postStart", "preStop"]) {
    const handler = lifecycle[hook];
    if (isObject(handler)) validateHandler(handler, path.child(hook), scope, context);
  }
  if (typeof lifecycle.stopSignal === "string")
    validateStopSignal(lifecycle.stopSignal, path.child("stopSignal"), scope, context);
}

function validateStopSignal(signal: string, path: Path, { spec }: PodScope, context: PodContext): void {
  if (!isObject(spec.os)) {
    forbidden(context, path, "may not be set for containers with empty `spec.os.name`");
    return;
  }
  const os = textAt(spec.os, "name");
  if (os !== "linux" && os !== "windows") return;
  const known = os === "linux" ? linuxSignals() : WINDOWS_SIGNALS;
  if (!known.includes(signal)) notSupported(context, path, namedText(signal), known);
}

type Rule = (action: JsonObject, path: Path, scope: PodScope, context: PodContext) => void;

/** In the server's order. */
const HANDLERS: Readonly<Record<string, Rule>> = {
  exec: (action, path, _scope, context) => {
    if (listAt(action, "command").length === 0) required(context, path.child("command"));
  },
  httpGet: (action, path, _scope, context) => validateHttpGet(action, path, context),
  tcpSocket: (action, path, _scope, context) => validatePort(action.port, path.child("port"), context),
  grpc: (action, path, _scope, context) => validateGrpc(action, path, context),
  sleep: validateSleep,
};

/** What a probe or a hook does. Mirrors: validateHandler, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateHandler(handler: JsonObject, path: Path, scope: PodScope, context: PodContext): void {
  let hasOne = false;
  for (const [field, rule] of Object.entries(HANDLERS)) {
    const action = handler[field];
    if (!isObject(action)) continue;
    if (hasOne) forbidden(context, path.child(field), "may not specify more than 1 handler type");
    else rule(action, path.child(field), scope, context);
    hasOne = true;
  }
  if (!hasOne) required(context, path, "must specify a handler type");
}

const SCHEMES = ["HTTP", "HTTPS"];
const PROTOCOLS = ["HTTP1", "HTTP2"];

/** Mirrors: validateHTTPGetAction, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
function validateHttpGet(action: JsonObject, path: Path, context: PodContext): void {
  const scheme = textAt(action, "scheme");
  if (textAt(action, "path") === "") required(context, path.child("path"));
  validatePort(action.port, path.child("port"), context);
  if (!SCHEMES.includes(scheme)) notSupported(context, path.child("scheme"), namedText(scheme), SCHEMES);
  for (const header of listAt(action, "httpHeaders")) {
    const name = textAt(header, "name");
    invalidEach(context, path.child("httpHeaders"), name, isHttpHeaderName(name));
  }
  const { protocol } = action;
  if (typeof protocol !== "string") return;
  const at = path.child("protocol");
  if (!PROTOCOLS.includes(protocol)) notSupported(context, at, namedText(protocol), PROTOCOLS);
  else if (protocol !== "HTTP2") return;
  else if (scheme !== "HTTP") invalid(context, at, protocol, "is only supported with HTTP (H2C)");
  else if (textAt(action, "host") !== "")
    invalid(context, path.child("host"), textAt(action, "host"), 'must be empty when `protocol` is "HTTP2"');
}

/** A port by number or name. Mirrors: ValidatePortNumOrName, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
function validatePort(port: JsonValue | undefined, path: Path, context: PodContext): void {
  if (typeof port === "string") invalidEach(context, path, port, isValidPortName(port));
  else {
    const number = typeof port === "number" ? port : 0;
    invalidEach(context, path, number, isValidPortNumber(number));
  }
}

const GRPC_MODES = ["Plaintext", "TLS"];

/** Mirrors: validateGRPCAction, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
function validateGrpc(action: JsonObject, path: Path, context: PodContext): void {
  const port = numberAt(action, "port") ?? 0;
  invalidEach(context, path.child("port"), port, isValidPortNumber(port));
  const { mode } = action;
  if (typeof mode === "string" && !GRPC_MODES.includes(mode))
    notSupported(context, path.child("mode"), namedText(mode), GRPC_MODES);
}

/** Mirrors: validateSleepAction, k8s.io/kubernetes/pkg/apis/core/validation v1.30.14 to v1.37.0 */
function validateSleep(action: JsonObject, path: Path, { spec }: PodScope, context: PodContext): void {
  const seconds = integerAt(action, "seconds") ?? 0;
  const grace = integerAt(spec, "terminationGracePeriodSeconds");
  if (grace === undefined) return;
  const { zeroSleep } = context.version.behaviour;
  const allowsZero = zeroSleep === "allowed";
  if (seconds <= grace && (seconds > 0 || (seconds === 0 && allowsZero))) return;
  const range = allowsZero ? "non-negative" : "greater than 0";
  const hint =
    zeroSleep === "gated" ? ". Enable AllowPodLifecycleSleepActionZeroValue feature gate for zero sleep." : "";
  invalid(context, path, seconds, `must be ${range} and less than terminationGracePeriodSeconds (${grace})${hint}`);
}
