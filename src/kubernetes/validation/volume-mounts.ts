import { isObject, type JsonObject, type JsonValue } from "../../model/json.ts";
import { listAt, objectAt, textAt } from "../../model/json-read.ts";
import { goValue, namedText } from "./bad-value.ts";
import { duplicate, forbidden, invalid, notFound, notSupported, required } from "./errors.ts";
import { validateDescendingPath } from "./local-path.ts";
import type { Path } from "./path.ts";
import type { PodContext } from "./pod-context.ts";
import type { PodScope } from "./pod-scope.ts";

/** Mirrors: ValidateVolumeMounts, k8s.io/kubernetes/pkg/apis/core/validation v1.30.14 to v1.37.0 */
export function validateVolumeMounts(container: JsonObject, path: Path, scope: PodScope, context: PodContext): void {
  const mounts = listAt(container, "volumeMounts");
  if (mounts.length === 0) return;
  const devices = listAt(container, "volumeDevices");
  const deviceNames = new Set(devices.map((device) => textAt(device, "name")));
  const devicePaths = new Set(lastOfEachName(devices, "devicePath"));
  const paths = new Set<string>();
  for (const [index, item] of mounts.entries()) {
    const at = path.index(index);
    const name = textAt(item, "name");
    const mountPath = textAt(item, "mountPath");
    if (name === "") required(context, at.child("name"));
    if (!scope.volumes.has(name)) notFound(context, at.child("name"), name);
    if (mountPath === "") required(context, at.child("mountPath"));
    if (paths.has(mountPath)) invalid(context, at.child("mountPath"), mountPath, "must be unique");
    paths.add(mountPath);
    if (deviceNames.has(name)) invalid(context, at.child("name"), name, "must not already exist in volumeDevices");
    if (devicePaths.has(mountPath))
      invalid(context, at.child("mountPath"), mountPath, "must not already exist as a path in volumeDevices");
    const mount = isObject(item) ? item : {};
    validateSubPaths(mount, at, path, context, objectAt(scope.volumes.get(name)));
    validatePropagation(mount.mountPropagation, container, path.child("mountPropagation"), context);
    validateRecursiveReadOnly(mount, path.child("recursiveReadOnly"), context);
    validateBindOptions(mount, at.child("bindMountOptions"), isObject(scope.volumes.get(name)?.image), context);
  }
}

/** Of two entries with one name only the last one counts, as in the server's map by name. */
export function lastOfEachName(entries: readonly JsonValue[], field: string): Iterable<string> {
  return new Map(entries.map((entry) => [textAt(entry, "name"), textAt(entry, field)])).values();
}

function validateSubPaths(mount: JsonObject, path: Path, list: Path, context: PodContext, volume: JsonObject): void {
  const subPath = textAt(mount, "subPath");
  const expression = textAt(mount, "subPathExpr");
  if (context.version.behaviour.refusesSubPathOfImage && isObject(volume.image)) {
    if (subPath !== "") invalid(context, path.child("subPath"), subPath, "not allowed in image volume sources");
    if (expression !== "")
      invalid(context, path.child("subPathExpr"), expression, "not allowed in image volume sources");
  }
  // These paths lack the index of the mount, as upstream has it.
  if (subPath !== "") validateDescendingPath(subPath, list.child("subPath"), context);
  if (expression === "") return;
  if (subPath !== "")
    invalid(context, path.child("subPathExpr"), expression, "subPathExpr and subPath are mutually exclusive");
  validateDescendingPath(expression, list.child("subPathExpr"), context);
}

const PROPAGATIONS = ["Bidirectional", "HostToContainer", "None"];

/** Mirrors: validateMountPropagation, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
function validatePropagation(
  mode: JsonValue | undefined,
  container: JsonObject,
  path: Path,
  context: PodContext,
): void {
  if (typeof mode !== "string") return;
  if (!PROPAGATIONS.includes(mode)) notSupported(context, path, namedText(mode), PROPAGATIONS);
  if (mode === "Bidirectional" && objectAt(container, "securityContext").privileged !== true)
    forbidden(context, path, "Bidirectional mount propagation is available only to privileged containers");
}

const RECURSIVE_MODES = ["Disabled", "Enabled", "IfPossible"];

/** Mirrors: validateMountRecursiveReadOnly, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
function validateRecursiveReadOnly(mount: JsonObject, path: Path, context: PodContext): void {
  const { recursiveReadOnly: mode, mountPropagation } = mount;
  if (typeof mode !== "string" || mode === "Disabled") return;
  if (!RECURSIVE_MODES.includes(mode)) {
    notSupported(context, path, namedText(mode), RECURSIVE_MODES);
    return;
  }
  if (mount.readOnly !== true) forbidden(context, path, "may only be specified when readOnly is true");
  if (typeof mountPropagation === "string" && mountPropagation !== "None")
    forbidden(context, path, "may only be specified when mountPropagation is None or not specified");
}

const BIND_OPTIONS = ["nodev", "noexec", "nosuid"];

/** Mirrors: validateBindMountOptions, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
function validateBindOptions(mount: JsonObject, path: Path, isImage: boolean, context: PodContext): void {
  const options = listAt(mount, "bindMountOptions").filter((option) => typeof option === "string");
  for (const [index, option] of options.entries()) {
    if (!BIND_OPTIONS.includes(option)) notSupported(context, path.index(index), option, BIND_OPTIONS);
    if (options.indexOf(option) < index) duplicate(context, path.index(index), option);
  }
  if (options.length > 0 && isImage)
    invalid(context, path, goValue("[]string", options), "bindMountOptions may not be used with image volumes");
}
