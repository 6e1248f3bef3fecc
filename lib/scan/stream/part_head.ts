import { partCoding } from "../body/part_coding.ts";
import { mediaType } from "../body/media_type.ts";

/** What the fields of a part's head tell. */
export interface PartHead {
  /** With the empty line that ends it. */
  readonly length: number;
  readonly contentType: string | undefined;
  /** In lower case, empty for none. */
  readonly coding: string;
  /** Of the field and of its file. */
  readonly names: readonly string[];
}

/**
 * Reads the head of a part (RFC 2046 section 5.1.1), latin1. A part may begin with an empty line: then it
 * has no fields. Undefined if no empty line has come yet.
 */
export function partHead(text: string): PartHead | undefined {
  const empty = /^\r?\n|\r?\n\r?\n/.exec(text);
  if (empty === null) return undefined;
  let contentType: string | undefined;
  const codings: string[] = [];
  const names: string[] = [];
  for (const line of text.slice(0, empty.index).replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/)) {
    const colon = line.indexOf(":");
    if (colon < 0) continue;
    const value = line.slice(colon + 1).trim();
    const name = line.slice(0, colon).trim().toLowerCase();
    if (name === "content-type") contentType ??= value;
    if (name === "content-transfer-encoding") codings.push(value);
    if (name !== "content-disposition") continue;
    const { parameters } = mediaType(value);
    names.push(...NAMES.flatMap((key) => parameters.get(key) ?? []));
  }
  return { length: empty.index + empty[0].length, contentType, coding: partCoding(codings), names };
}

const NAMES = ["name", "filename", "filename*"];
