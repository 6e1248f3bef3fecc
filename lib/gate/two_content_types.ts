import type { Fields } from "../wire/field.ts";
import { fieldValues } from "../wire/fields.ts";

/**
 * In words, why the type of a body can be read in two ways; undefined if it cannot. Of two types, or of
 * a parameter that stands twice or in pieces (RFC 2231), one reader takes the first and another the
 * last: the parts or letters that the upstream reads would not be those that were judged.
 */
export function twoContentTypes(fields: Fields): string | undefined {
  const [value = "", ...more] = fieldValues(fields, "content-type");
  if (more.length > 0) return SEVERAL;
  const bare = value.replace(QUOTED, "");
  // HTTP/2 joins two fields to one.
  if (bare.includes(",")) return SEVERAL;
  const names = [...bare.matchAll(DECIDING)].map(([, name = "", piece]) =>
    piece === undefined ? name.toLowerCase() : "piece"
  );
  return names.includes("piece") || new Set(names).size < names.length ? REPEATED : undefined;
}

const QUOTED = /"(?:[^"\\]|\\.)*"/g;
/** The parameters by which a body is read. */
const DECIDING = /;[ \t]*(boundary|charset)(\*[^=;]*)?[ \t]*=/gi;
const SEVERAL = "more than one Content-Type; send one";
const REPEATED = "a Content-Type whose boundary or charset stands twice or in pieces; send one";
