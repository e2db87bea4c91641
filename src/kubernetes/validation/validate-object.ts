import type { JsonObject } from "../../model/json.ts";
import { validatePersistentVolumeClaimUpdate } from "./claim-update.ts";
import type { ValidationContext } from "./context.ts";
import { validateAutoscalerCreate, validateAutoscalerUpdate } from "./horizontal-pod-autoscaler.ts";
import { validatePersistentVolumeClaimCreate } from "./persistent-volume-claim.ts";
import { validatePodCreate } from "./pod.ts";
import { validateBudgetCreate, validateBudgetUpdate } from "./pod-disruption-budget.ts";
import { validateServiceCreate, validateServiceUpdate } from "./service.ts";
import { validateStatefulSetCreate, validateStatefulSetUpdate } from "./stateful-set.ts";

type CreateValidator = (object: JsonObject, context: ValidationContext) => void;
type UpdateValidator = (next: JsonObject, old: JsonObject, context: ValidationContext) => void;

/** The rules of each kind that the API server's code is mirrored for. */
const CREATE: Readonly<Record<string, CreateValidator>> = {
  "apps/v1 StatefulSet": validateStatefulSetCreate,
  "v1 PersistentVolumeClaim": (claim, context) => validatePersistentVolumeClaimCreate(claim, context),
  "v1 Pod": validatePodCreate,
  "v1 Service": validateServiceCreate,
  "policy/v1 PodDisruptionBudget": validateBudgetCreate,
  "autoscaling/v1 HorizontalPodAutoscaler": validateAutoscalerCreate,
  "autoscaling/v2 HorizontalPodAutoscaler": validateAutoscalerCreate,
};

const UPDATE: Readonly<Record<string, UpdateValidator>> = {
  "apps/v1 StatefulSet": validateStatefulSetUpdate,
  "v1 PersistentVolumeClaim": validatePersistentVolumeClaimUpdate,
  "v1 Service": validateServiceUpdate,
  "policy/v1 PodDisruptionBudget": validateBudgetUpdate,
  "autoscaling/v1 HorizontalPodAutoscaler": validateAutoscalerUpdate,
  "autoscaling/v2 HorizontalPodAutoscaler": validateAutoscalerUpdate,
};

/** Adds to `context.errors` what the server says to a new object of this kind (`apps/v1 StatefulSet`). */
export function validateCreate(gvk: string, object: JsonObject, context: ValidationContext): void {
  if (Object.hasOwn(CREATE, gvk)) CREATE[gvk]?.(object, context);
}

/** … and to a change of a stored one. */
export function validateUpdate(gvk: string, next: JsonObject, old: JsonObject, context: ValidationContext): void {
  if (Object.hasOwn(UPDATE, gvk)) UPDATE[gvk]?.(next, old, context);
}
