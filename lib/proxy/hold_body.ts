import { limits } from "../limits.ts";
import type { Fields } from "../wire/field.ts";
import { type Body, concat, prefixedBody } from "./body.ts";
import type { Share } from "./held_bodies.ts";

/** A body that is whole in memory; one that is too large for that, with nothing of it lost; or neither. */
export type Held =
  | { readonly kind: "whole"; readonly bytes: Uint8Array; readonly trailers: Fields }
  | { readonly kind: "larger"; readonly body: Body }
  | { readonly kind: "no-room" };

/**
 * Reads a body of at most `maxBytes` whole. One that is announced as larger is not touched. What is
 * read counts against the share, which stays taken until its owner ends it, or until it was read again.
 */
export async function holdBody(body: Body, maxBytes: number, share: Share): Promise<Held> {
  if (body.length === 0) return { kind: "whole", bytes: new Uint8Array(0), trailers: [] };
  if (body.length !== undefined && body.length > maxBytes) return { kind: "larger", body };
  const joined: Uint8Array[] = [];
  let recent: Uint8Array[] = [];
  let size = 0;
  while (size <= maxBytes) {
    const slice = await body.read();
    if (slice === null) {
      return { kind: "whole", bytes: concat([...joined, ...recent]), trailers: body.trailers };
    }
    if (!share.take(slice.length)) return { kind: "no-room" };
    recent.push(slice);
    size += slice.length;
    if (recent.length < limits.heldSlices) continue;
    joined.push(concat(recent));
    recent = [];
  }
  return { kind: "larger", body: prefixedBody([...joined, ...recent], body, share.give) };
}
