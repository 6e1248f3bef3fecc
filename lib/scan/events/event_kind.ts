import { limits } from "../../limits.ts";
import { latin1 } from "../body/latin1.ts";
import { mediaType } from "../body/media_type.ts";
import type { EventKind } from "./event_splitter.ts";

/**
 * How a body brings its text in pieces, if it does.
 *
 * @param type its media type, in lower case
 * @param head its first bytes
 */
export function eventKind(type: string, head: Uint8Array): EventKind | undefined {
  if (type === "text/event-stream") return "sse";
  if (LINES.has(type)) return "ndjson";
  const text = latin1(head.subarray(0, limits.eventHeadBytes));
  // Gemini streams an array where it is not asked for events; others that are long are no streams of text.
  if (/\bjson$/.test(type) && GEMINI_BEGUN.test(text)) return "json array";
  // Many clients of models never look at the type, so it may be any.
  if (SSE_BEGUN.test(text)) return "sse";
  return LINES_BEGUN.test(text) ? "ndjson" : undefined;
}

const GEMINI_BEGUN = /^\s{0,8}\[\s{0,8}\{\s{0,8}"candidates"/;
/** Data that is JSON, behind other fields, comments and empty lines. */
const SSE_BEGUN =
  /^(?:\xef\xbb\xbf)?(?:(?:(?:event|id|retry)?:[^\r\n]{0,256})?(?:\r\n|\r|\n)){0,8}data: ?[{["]/;
/** An object that fills a line, and another one. */
const LINES_BEGUN = /^(?:\xef\xbb\xbf)?\s{0,8}\{[^\r\n]{0,1024}\}[ \t]{0,8}\r?\n\s{0,8}\{/;

/** Whether a body is a stream of events, of which each must reach the agent as it comes. */
export function isEventStream(contentType: string | undefined): boolean {
  const { type } = mediaType(contentType);
  return type === "text/event-stream" || type === AWS_EVENTS || LINES.has(type);
}

/** Lines of JSON, by the names that are in use. */
const LINES: ReadonlySet<string> = new Set([
  "application/x-ndjson",
  "application/ndjson",
  "application/jsonl",
  "application/x-jsonlines",
  "application/json-seq",
  "application/stream+json",
]);

/** Binary events, which flow at once and are not followed: their texts are base64 in JSON, read by themselves. */
const AWS_EVENTS = "application/vnd.amazon.eventstream";
