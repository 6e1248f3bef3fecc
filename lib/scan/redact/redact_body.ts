import { Buffer } from "node:buffer";
import { fullBudget } from "../body/budget.ts";
import { undoCoding } from "../body/content_coding.ts";
import { latin1 } from "../body/latin1.ts";
import { mediaType } from "../body/media_type.ts";
import { codingNames } from "../body/read_body.ts";
import { redactValues } from "./redact_values.ts";

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
export function redactBody(
  body: Uint8Array,
  about: { contentType: string | undefined; contentEncoding: readonly string[] },
  values: readonly string[],
): RedactedBody {
  let bytes = body;
  const budget = fullBudget();
  const codings = codingNames(about.contentEncoding);
  for (const coding of codings.toReversed()) {
    const under = undoCoding(coding, bytes, budget);
    if (under.kind === "refuse") return { kind: "refuse", why: under.reason };
    bytes = under.bytes;
  }

  const original = latin1(bytes);
  const { text, located } = redactValues(original, values);
  if (located.size === 0) return { kind: "redacted", body, located, decoded: false };

  if (original.includes("\0")) return { kind: "refuse", why: "the body is not text" };
  if (jsonShape(text) !== jsonShape(original)) {
    return { kind: "refuse", why: "the body would no longer be valid JSON" };
  }
  const boundary = mediaType(about.contentType).parameters.get("boundary") ?? "";
  const delimiter = `--${boundary}`;
  if (boundary !== "" && text.split(delimiter).length !== original.split(delimiter).length) {
    return { kind: "refuse", why: "a boundary of the multipart body would be lost" };
  }
  return {
    kind: "redacted",
    body: Buffer.from(text, "latin1"),
    located,
    decoded: codings.length > 0,
  };
}

/** Whether the text is a JSON document, a JSON document on each line, or neither. */
function jsonShape(text: string): "document" | "lines" | "none" {
  if (!/^(?:\xef\xbb\xbf)?\s{0,64}[{["]/.test(text)) return "none";
  if (isJson(text)) return "document";
  return text.split("\n").every((line) => line.trim() === "" || isJson(line)) ? "lines" : "none";
}

/** The bytes beyond ASCII stand in strings only, so the latin1 text is JSON exactly if the UTF-8 text is. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text.replace(/^\xef\xbb\xbf/, ""));
    return true;
  } catch {
    return false;
  }
}
