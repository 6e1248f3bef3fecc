import { limits } from "../../limits.ts";

/**
 * Successive strings as one text without anything between them, so that a token that was cut over
 * several strings shows. Of a long string only its ends can belong to such a token: its middle is
 * left out, since it is scanned where it stands.
 */
export function joined(strings: readonly string[]): string {
  const edge = limits.joinEdgeBytes;
  const pieces = strings.map((string) =>
    string.length <= limits.joinWholeBytes
      ? string
      : `${string.slice(0, edge)}\n${string.slice(-edge)}`
  );
  return pieces.join("");
}
