import { fullBudget } from "../body/budget.ts";
import { undoCoding } from "../body/content_coding.ts";
import { latin1 } from "../body/latin1.ts";
import { mediaType } from "../body/media_type.ts";
import { placesOf, SLICE_END } from "../body/places_of.ts";
import { codingNames } from "../body/read_body.ts";
import type { Steps } from "../steps.ts";
import type { Text } from "../text_scan.ts";
import { jsonShape } from "./json_shape.ts";
import { redactValues } from "./redact_values.ts";
import type { SoughtValue } from "./sought_value.ts";
import type { Work } from "./work.ts";

/** A body in which values were replaced: `located` are those that stood in it, `decoded` that its content codings are gone. */
export type RedactedBody =
  | {
    readonly kind: "redacted";
    readonly body: Uint8Array;
    readonly located: ReadonlySet<string>;
    readonly decoded: boolean;
  }
  | { readonly kind: "refuse"; readonly why: string };

/**
 * Replaces the values in a text body. A body under content codings is decoded, and sent without them
 * if a value stood in it: encoding it again would make bytes that nobody judged. JSON stays JSON, and a
 * multipart body keeps its boundaries, or the body is refused; so is one that is no text, since its
 * lengths would no longer hold. A body in which no value is located comes back as it is.
 */
export function* redactBody(
  body: Uint8Array,
  about: { contentType: string | undefined; contentEncoding: readonly string[] },
  values: readonly SoughtValue[],
  work: Work,
): Steps<RedactedBody> {
  // A plain view of a Buffer: code that meets one kind of array only runs twice as fast.
  let bytes: Uint8Array = new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  const budget = fullBudget();
  const codings = codingNames(about.contentEncoding);
  for (const coding of codings.toReversed()) {
    const under = yield* undoCoding(coding, bytes, budget);
    if (under.kind === "refuse") return { kind: "refuse", why: under.reason };
    bytes = under.bytes;
  }

  const original: Text = { text: latin1(bytes), bytes };
  yield;
  const { result, located } = yield* redactValues(original, values, work);
  if (located.size === 0) return { kind: "redacted", body, located, decoded: false };

  if (original.text.includes("\0")) return { kind: "refuse", why: "the body is not text" };
  if ((yield* jsonShape(result)) !== (yield* jsonShape(original))) {
    return { kind: "refuse", why: "the body would no longer be valid JSON" };
  }
  const boundary = mediaType(about.contentType).parameters.get("boundary") ?? "";
  const delimiter = `--${boundary}`;
  if (
    boundary !== "" &&
    (yield* countOf(result.text, delimiter)) !== (yield* countOf(original.text, delimiter))
  ) {
    return { kind: "refuse", why: "a boundary of the multipart body would be lost" };
  }
  return { kind: "redacted", body: result.bytes, located, decoded: codings.length > 0 };
}

/** How often a text holds another, without overlaps. */
function* countOf(text: string, needle: string): Steps<number> {
  let count = 0;
  let free = 0;
  for (const at of placesOf(text, needle)) {
    if (at === SLICE_END) yield;
    if (at < free) continue;
    free = at + needle.length;
    count++;
  }
  return count;
}
