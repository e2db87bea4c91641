import type { FieldPath } from "../model/field-path.ts";
import type { InputObject } from "../model/inventory.ts";
import { listAt, textAt, textMapAt } from "../model/json-read.ts";
import type { SetItem, SetView } from "./set-view.ts";

/** A text that configures the set's Pods: an env value, an argument, a file of a ConfigMap. */
export interface ConfigText {
  readonly object: InputObject;
  readonly at: FieldPath;
  /** What the text is called: the variable, `args`, the ConfigMap's key. */
  readonly label: string;
  readonly text: string;
}

/** One of the set's Pods, called by name in a text: `web-2.nginx.default.svc`, or only `web-2:2380`. */
export interface PeerReference {
  readonly where: ConfigText;
  readonly host: string;
  readonly ordinal: number;
  /** The labels behind the Pod's name; empty for a bare name. */
  readonly domain: readonly string[];
}

/** The texts that configure a set: env, command, args, and the ConfigMaps that its Pods refer to. */
export function* configTexts(set: SetView, configMap: (name: string) => InputObject | undefined): Iterable<ConfigText> {
  for (const container of set.containers) yield* containerTexts(set, container);
  for (const name of configMapNames(set)) {
    const object = configMap(name);
    if (object === undefined) continue;
    for (const [key, text] of Object.entries(textMapAt(object.stored, "data"))) {
      yield { object, at: ["data", key], label: key, text };
    }
  }
}

function* containerTexts({ object }: SetView, container: SetItem): Iterable<ConfigText> {
  for (const [position, variable] of listAt(container.value, "env").entries()) {
    const at = [...container.at, "env", position, "value"];
    yield { object, at, label: textAt(variable, "name"), text: textAt(variable, "value") };
  }
  for (const list of ["command", "args"]) {
    for (const [position, text] of listAt(container.value, list).entries()) {
      if (typeof text === "string") yield { object, at: [...container.at, list, position], label: list, text };
    }
  }
}

function configMapNames(set: SetView): Set<string> {
  const names = new Set<string>();
  for (const { value } of set.containers) {
    for (const variable of listAt(value, "env")) names.add(textAt(variable, "valueFrom", "configMapKeyRef", "name"));
    for (const source of listAt(value, "envFrom")) names.add(textAt(source, "configMapRef", "name"));
  }
  for (const { value } of set.volumes) {
    names.add(textAt(value, "configMap", "name"));
    for (const source of listAt(value, "projected", "sources")) names.add(textAt(source, "configMap", "name"));
  }
  names.delete("");
  return names;
}

/** The Pods of a set that a text calls by name. Names built by a shell or by `$(POD_NAME)` are not seen. */
export function peerReferences(set: SetView, where: ConfigText): PeerReference[] {
  if (!where.text.includes(`${set.name}-`)) return [];
  const name = set.name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  const pattern = new RegExp(
    `(?<![\\w.-])${name}-(\\d{1,9})(?:((?:\\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)+)|(?=:\\d{2,5}\\b))(?![\\w-])`,
    "g",
  );
  const found: PeerReference[] = [];
  for (const match of where.text.matchAll(pattern)) {
    found.push({
      where,
      host: match[0],
      ordinal: Number(match[1]),
      domain: (match[2] ?? "").split(".").filter((label) => label !== ""),
    });
  }
  return found;
}
