/**
 * The tag that decides the pull policy: `latest` when the image names neither tag nor digest; "" with a digest only
 * or when the reference cannot be read.
 * Mirrors: ParseImageName, k8s.io/kubernetes/pkg/util/parsers v1.37.0
 */
export function imageTag(image: string): string {
  const match = REFERENCE.exec(image);
  if (!match || HEX_NAME.test(image)) return "";
  const [, , tag, digest] = match;
  if (tag !== undefined) return tag;
  return digest === undefined ? "latest" : "";
}

const COMPONENT = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
const HOST = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
const DOMAIN = `(?:${HOST}(?:\\.${HOST})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;

/** Name, optional tag, optional digest. */
const REFERENCE = new RegExp(
  `^((?:${DOMAIN}/)?${COMPONENT}(?:/${COMPONENT})*)(?::([\\w][\\w.-]{0,127}))?(?:@([A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?$`,
);

/** A bare 64-digit hexadecimal name is an image id, not a name. */
const HEX_NAME = /^[a-f0-9]{64}$/;
