import { isObject, type JsonObject } from "../../model/json.ts";
import { listAt, objectAt, textAt } from "../../model/json-read.ts";
import { isEnabled } from "../versions/version.ts";
import { namedText } from "./bad-value.ts";
import { forbidden, notSupported, required, tooLong, tooMany } from "./errors.ts";
import type { Path } from "./path.ts";
import type { PodContext } from "./pod-context.ts";

const POLICIES = ["Always", "Never", "OnFailure"];
const OPERATORS = ["In", "NotIn"];
const MAX_RULES = 20;
const MAX_CODES = 255;
const MISSING = "must specify restartPolicy when restart rules are used";

/** Mirrors: containerRestartRulesInUse, k8s.io/kubernetes/pkg/api/pod v1.37.0 */
export function allowsRestartRules({ version, old }: PodContext): boolean {
  if (isEnabled(version, "ContainerRestartRules")) return true;
  const spec = objectAt(old, "spec");
  const hasRules = listAt(spec, "initContainers").some((one) => {
    const policy = textAt(one, "restartPolicy");
    return (policy !== "" && policy !== "Always") || listAt(one, "restartPolicyRules").length > 0;
  });
  return hasRules || listAt(spec, "containers").some((one) => textAt(one, "restartPolicy") !== "");
}

/** Mirrors: restartAllContainersActionInUse, k8s.io/kubernetes/pkg/api/pod v1.37.0 */
function allowsRestartAll({ version, old }: PodContext): boolean {
  if (isEnabled(version, "RestartAllContainersOnContainerExits")) return true;
  const spec = objectAt(old, "spec");
  return ["containers", "initContainers"].some((list) =>
    listAt(spec, list).some(
      (one) =>
        listAt(one, "restartPolicyRules").some((rule) => textAt(rule, "action") === "RestartAllContainers") ||
        (list === "initContainers" &&
          textAt(one, "restartPolicy") === "Always" &&
          listAt(one, "restartPolicyRules").length > 0),
    ),
  );
}

/** Mirrors: validateInitContainerRestartPolicy, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateInitRestartPolicy(container: JsonObject, path: Path, context: PodContext): void {
  const { restartPolicy } = container;
  const rules = listAt(container, "restartPolicyRules");
  if (typeof restartPolicy !== "string") {
    if (rules.length > 0) required(context, path.child("restartPolicy"), MISSING);
  } else if (!allowsRestartRules(context)) {
    if (restartPolicy !== "Always")
      notSupported(context, path.child("restartPolicy"), namedText(restartPolicy), ["Always"]);
  } else if (restartPolicy !== "Always" || allowsRestartAll(context)) {
    validateContainerRestartPolicy(container, path, context);
  } else if (rules.length > 0) {
    const detail = "restartPolicyRules are not allowed for init containers with restart policy Always";
    forbidden(context, path.child("restartPolicyRules"), detail);
  }
}

/** Mirrors: validateContainerRestartPolicy, k8s.io/kubernetes/pkg/apis/core/validation v1.37.0 */
export function validateContainerRestartPolicy(container: JsonObject, path: Path, context: PodContext): void {
  const { restartPolicy } = container;
  const rules = listAt(container, "restartPolicyRules");
  if (typeof restartPolicy !== "string") {
    if (rules.length === 0) return;
    required(context, path.child("restartPolicy"), MISSING);
  } else if (!POLICIES.includes(restartPolicy)) {
    notSupported(context, path.child("restartPolicy"), namedText(restartPolicy), POLICIES);
  }
  limit(rules.length, MAX_RULES, path.child("restartPolicyRules"), context);
  for (const [index, rule] of rules.entries()) {
    validateRule(isObject(rule) ? rule : {}, path.child("restartPolicyRules").index(index), context);
  }
}

function validateRule(rule: JsonObject, path: Path, context: PodContext): void {
  const action = textAt(rule, "action");
  const allowed = allowsRestartAll(context) ? ["Restart", "RestartAllContainers"] : ["Restart"];
  if (!allowed.includes(action)) notSupported(context, path.child("action"), namedText(action), allowed);
  const at = path.child("exitCodes");
  if (!isObject(rule.exitCodes)) {
    required(context, at, "must be specified");
    return;
  }
  const operator = textAt(rule.exitCodes, "operator");
  if (!OPERATORS.includes(operator)) notSupported(context, at.child("operator"), namedText(operator), OPERATORS);
  limit(listAt(rule.exitCodes, "values").length, MAX_CODES, at.child("values"), context);
}

function limit(count: number, max: number, path: Path, context: PodContext): void {
  if (count <= max) return;
  if (context.version.behaviour.countsRestartRules) tooMany(context, path, count, max);
  else tooLong(context, path, max);
}
