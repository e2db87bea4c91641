import { plainRequirements } from "../../kubernetes/label-selector.ts";
import type { InputObject } from "../../model/inventory.ts";
import type { JsonValue } from "../../model/json.ts";
import { listAt, numberAt, textAt } from "../../model/json-read.ts";
import type { InventoryIndex } from "../inventory-index.ts";
import { defineRule } from "../rule.ts";
import { serviceSelector } from "../services.ts";
import type { SetView } from "../set-view.ts";
import { code, codeList } from "../wording.ts";

export const targetPortUndeclared = defineRule({
  id: "STS214",
  name: "target-port-undeclared",
  severity: "warning",
  summary: "the governing Service sends only to port numbers that no container declares, though they declare others",
  rationale:
    "`containerPort` is only a declaration: traffic goes to the number, whether declared or not. When the containers do declare ports and the Service sends to none of them, a wrong number is likely, and nothing listens there.",
  sources: ["https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports"],
  *check(set, { index }) {
    const service = index.governingService(set);
    if (service === undefined || !selectsOnly(service, set, index)) return;
    const declared = new Set<number>();
    for (const container of set.containers) {
      for (const port of listAt(container.value, "ports")) {
        const number = numberAt(port, "containerPort") ?? 0;
        if (number > 0) declared.add(number);
      }
    }
    if (declared.size === 0) return;
    const ports = listAt(service.stored, "spec", "ports");
    const targets = ports.map((port) => (textAt(port, "targetPort") === "" ? targetOf(port) : undefined));
    // A Service that sends to some declared port knows the application: the others may just not be declared.
    if (targets.some((target) => target === undefined || declared.has(target))) return;
    for (const [position, target = 0] of targets.entries()) {
      const written = listAt(service.manifest.value, "spec", "ports")[position];
      yield {
        object: service,
        at: ["spec", "ports", position, numberAt(written, "targetPort") === undefined ? "port" : "targetPort"],
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

function targetOf(port: JsonValue): number | undefined {
  return numberAt(port, "targetPort") ?? numberAt(port, "port");
}

/** A Service over several workloads sends each port to whoever has it. */
function selectsOnly(service: InputObject, set: SetView, index: InventoryIndex): boolean {
  const selector = plainRequirements(serviceSelector(service));
  if (selector.length === 0) return false;
  const groups = index.selectedBy(service, selector);
  return groups.length > 0 && groups.every((group) => group.sources.length === 1 && group.sets[0] === set);
}
