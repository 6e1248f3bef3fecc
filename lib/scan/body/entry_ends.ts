import { limits } from "../../limits.ts";
import { latin1 } from "./latin1.ts";

/**
 * The beginning and the end of an archive's entry as a text of their own. The whole stands in the
 * archive's text, but there the entry's name stands right before it, and padding or the next head
 * behind: letters beside a token that make it another text. What looks like a head is a line end.
 */
export function entryEnds(bytes: Uint8Array): string {
  const edge = limits.escapeRunBytes;
  const text = bytes.length <= 2 * edge
    ? latin1(bytes)
    : `${latin1(bytes.subarray(0, edge))}\n${latin1(bytes.subarray(-edge))}`;
  return ZIP_HEADS.reduce((rest, head) => rest.replaceAll(head, "\n"), text);
}

/** A local head, a data descriptor, the directory and its end (APPNOTE 6.3.10, section 4.3). */
const ZIP_HEADS = ["PK\x03\x04", "PK\x07\x08", "PK\x01\x02", "PK\x05\x06"];
