import type { InputObject } from "../../model/inventory.ts";
import { listAt, numberAt, textAt } from "../../model/json-read.ts";
import type { InventoryIndex } from "../inventory-index.ts";
import { plainRequirements } from "../label-selector.ts";
import { defineRule } from "../rule.ts";
import { serviceSelector } from "../services.ts";
import type { SetView } from "../set-view.ts";
import { code, codeList } from "../wording.ts";

export const targetPortUndeclared = defineRule({
  id: "STS214",
  name: "target-port-undeclared",
  severity: "warning",
  summary: "the governing Service sends to a port number that no container declares, though they declare others",
  rationale:
    "`containerPort` is only a declaration: traffic goes to the number, whether declared or not. When the containers do declare ports and none is this one, a wrong number is likely, and nothing listens there.",
  sources: ["https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports"],
  *check(set, { index }) {
    const service = index.governingService(set);
    if (service === undefined || !selectsOnly(service, set, index)) return;
    const declared = new Set<number>();
    for (const container of set.containers) {
      for (const port of listAt(container.value, "ports")) declared.add(numberAt(port, "containerPort") ?? 0);
    }
    if (declared.size === 0) return;
    for (const [position, port] of listAt(service.stored, "spec", "ports").entries()) {
      if (textAt(port, "targetPort") !== "") continue;
      const target = numberAt(port, "targetPort") ?? numberAt(port, "port");
      if (target === undefined || target === 0 || declared.has(target)) continue;
      const field =
        numberAt(listAt(service.manifest.value, "spec", "ports")[position], "targetPort") === undefined
          ? "port"
          : "targetPort";
      yield {
        object: service,
        at: ["spec", "ports", position, field],
        target: "value",
        message: `Service ${code(service.name)} sends to port ${code(target)} of the Pods of ${code(set.name)}, but their containers declare only ${codeList([...declared])}.`,
        help: "Correct the number, or declare the port if something listens there.",
        related: [
          {
            object: set.object,
            at: ["spec", "template", "spec", "containers"],
            target: "key",
            message: `declared ports: ${codeList([...declared])}`,
          },
        ],
      };
    }
  },
});

/** A Service over several workloads sends each port to whoever has it. */
function selectsOnly(service: InputObject, set: SetView, index: InventoryIndex): boolean {
  const selector = plainRequirements(serviceSelector(service));
  if (selector.length === 0) return false;
  const groups = index.selectedBy(service, selector);
  return groups.length > 0 && groups.every((group) => group.sources.length === 1 && group.sets[0] === set);
}
