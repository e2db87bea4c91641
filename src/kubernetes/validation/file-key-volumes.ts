import { isObject, type JsonObject } from "../../model/json.ts";
import { listAt, textAt } from "../../model/json-read.ts";
import { forEachContainer } from "./container-lists.ts";
import { invalid, notFound } from "./errors.ts";
import type { Path } from "./path.ts";
import type { PodContext } from "./pod-context.ts";

/**
 * Environment variables out of a file need an emptyDir to find it in.
 * Mirrors: validateFileKeyRefVolumes, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0
 */
export function validateFileKeyVolumes(spec: JsonObject, path: Path, context: PodContext): void {
  forEachContainer(spec, path, (container, containerPath) => {
    for (const [index, variable] of listAt(container, "env").entries()) {
      const reference = isObject(variable) && isObject(variable.valueFrom) ? variable.valueFrom.fileKeyRef : undefined;
      if (!isObject(reference)) continue;
      const name = textAt(reference, "volumeName");
      const volume = listAt(spec, "volumes").findLast((one) => textAt(one, "name") === name);
      const at = containerPath().child("env").index(index).child("valueFrom").child("fileKeyRef").child("volumeName");
      if (!isObject(volume)) notFound(context, at, name);
      else if (!isObject(volume.emptyDir)) invalid(context, at, name, "referenced volume must be of type emptyDir");
    }
  });
}
