import type { JsonObject } from "../../../model/json.ts";
import { textAt } from "../../../model/json-read.ts";
import { compareQuantities } from "../../../model/quantity.ts";
import { namedText } from "../bad-value.ts";
import type { ValidationContext } from "../context.ts";
import { forbidden, notSupported, required } from "../errors.ts";
import { validateDescendingPath, validateNoBacksteps } from "../local-path.ts";
import type { Path } from "../path.ts";
import { validateDirectoryMode } from "./file-mode.ts";
import { requireTexts } from "./required-fields.ts";

/** Mirrors: the emptyDir part of validateVolumeSource, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateEmptyDir(source: JsonObject, path: Path, context: ValidationContext): void {
  const { sizeLimit } = source;
  if (sizeLimit !== undefined && sizeLimit !== null && compareQuantities(String(sizeLimit), "0") < 0) {
    forbidden(context, path.child("sizeLimit"), "SizeLimit field must be a valid resource quantity");
  }
  validateDirectoryMode(source.mode, path.child("mode"), context);
}

const HOST_PATH_TYPES = [
  "",
  "BlockDevice",
  "CharDevice",
  "Directory",
  "DirectoryOrCreate",
  "File",
  "FileOrCreate",
  "Socket",
];

/** Mirrors: validateHostPathVolumeSource, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateHostPath(source: JsonObject, path: Path, context: ValidationContext): void {
  const text = textAt(source, "path");
  if (text === "") {
    required(context, path.child("path"));
    return;
  }
  validateNoBacksteps(text, path.child("path"), context);
  const type = textAt(source, "type");
  if (!HOST_PATH_TYPES.includes(type)) notSupported(context, path.child("type"), namedText(type), HOST_PATH_TYPES);
}

/** Mirrors: validateGitRepoVolumeSource, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateGitRepo(source: JsonObject, path: Path, context: ValidationContext): void {
  requireTexts(source, ["repository"], path, context);
  validateDescendingPath(textAt(source, "directory"), path.child("directory"), context);
}
