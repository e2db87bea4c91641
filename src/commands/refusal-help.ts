import type { FieldError, FieldErrorType } from "../model/field-error.ts";
import { nearestOf } from "../model/nearest.ts";

const LABEL_HELP =
  "Use lower-case letters, digits and `-`, at most 63 characters, with a letter or digit at both ends.";

/** What the server's words ask for, the most special first. */
const BY_TEXT: readonly (readonly [pattern: RegExp, help: string])[] = [
  [
    /`selector` does not match template `labels`/,
    "Give `spec.template.metadata.labels` every label that `spec.selector` asks for.",
  ],
  [/lowercase RFC 1123 label|DNS-1035 label|DNS-1123 label/, LABEL_HELP],
  [
    /lowercase RFC 1123 subdomain|DNS-1123 subdomain/,
    "Use lower-case letters, digits, `-` and `.`, with a letter or digit at both ends.",
  ],
  [
    /valid label must be|label values? must/,
    "Use letters, digits, `-`, `_` and `.`, at most 63 characters, with a letter or digit at both ends.",
  ],
  [/must be greater than or equal to 0/, "Write 0 or more."],
  [/must be greater than (?:or equal to 1|0)|must be positive/, "Write 1 or more."],
  [/must be between (\d+) and (\d+)/, "Write a number within these bounds."],
  [/must be less than or equal to/, "Write a number that is not greater, or raise the other one."],
  [/(?:may|must) not (?:be specified|be set|specify) /, "Remove one of the two."],
  [/field is immutable/, "Leave the field as it is; it can only change when the object is deleted and created again."],
  [/must be no more than (\d+)/, "Shorten it."],
];

const BY_TYPE: Readonly<Record<FieldErrorType, (last: string) => string>> = {
  FieldValueRequired: (last) => `Add \`${last}\`.`,
  FieldValueInvalid: () => "Correct the value.",
  FieldValueNotSupported: () => "Use one of the values named.",
  FieldValueForbidden: (last) => `Remove \`${last}\`, or what forbids it.`,
  FieldValueDuplicate: () => "Keep one of the two, or give it another name.",
  FieldValueNotFound: () => "Correct the name, or add what it names.",
  FieldValueTooLong: () => "Shorten it.",
  FieldValueTooMany: () => "Remove some.",
  FieldValueTypeInvalid: () => "Write a value of the type asked for.",
  InternalError: () => "Correct the value.",
};

/** The change that a refusal asks for, as a sentence. */
export function refusalHelp({ type, field, text }: FieldError): string {
  if (type === "FieldValueRequired" && field === "spec.selector") {
    return "Add `selector.matchLabels` with the labels of the Pod template.";
  }
  if (type === "FieldValueNotSupported") return supportedHelp(text);
  const general = BY_TEXT.find(([pattern]) => pattern.test(text))?.[1] ?? BY_TYPE[type](lastName(field));
  const better = general === LABEL_HELP ? asLabel(text) : undefined;
  return better === undefined ? general : `Write \`${better}\`. ${general}`;
}

/** `Unsupported value: "OrderReady": supported values: "OrderedReady", "Parallel"`. */
function supportedHelp(text: string): string {
  const [given = "", ...supported] = [...text.matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? "");
  const nearest = nearestOf(given, supported);
  return nearest === undefined ? BY_TYPE.FieldValueNotSupported("") : `Did you mean \`${nearest}\`?`;
}

/** The name with small letters and dashes, where that is all it needs. */
function asLabel(text: string): string | undefined {
  const given = /^Invalid value: "([^"]*)"/.exec(text)?.[1] ?? "";
  const label = given.toLowerCase().replaceAll(/[_.\s]/g, "-");
  return label !== given && /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/.test(label) ? label : undefined;
}

function lastName(field: string): string {
  const key = /\[([^\]]*[^\]\d][^\]]*)\]$/.exec(field)?.[1];
  if (key !== undefined) return key;
  return /([^.[\]]+)(?:\[[^\]]*\])*$/.exec(field)?.[1] ?? field;
}
