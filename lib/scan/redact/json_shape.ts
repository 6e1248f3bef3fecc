import { limits } from "../../limits.ts";
import type { Steps } from "../steps.ts";
import type { Text } from "../text_scan.ts";
import { isJson } from "./is_json.ts";

/** Whether a text is a JSON document, a JSON document on each line, or neither. */
export function* jsonShape(source: Text): Steps<"document" | "lines" | "none"> {
  const { text } = source;
  if (!/^(?:\xef\xbb\xbf)?\s{0,64}[{["]/.test(text)) return "none";
  if (yield* isDocument(source, 0, text.length)) return "document";
  let pause: number = limits.scanStepBytes;
  for (let start = 0; start <= text.length;) {
    const lineEnd = text.indexOf("\n", start);
    const end = lineEnd < 0 ? text.length : lineEnd;
    if (!(yield* isBlank(text, start, end)) && !(yield* isDocument(source, start, end))) {
      return "none";
    }
    start = end + 1;
    if (start < pause) continue;
    pause = start + limits.scanStepBytes;
    yield;
  }
  return "lines";
}

/** A byte order mark may stand before a document. Bytes beyond ASCII stand in strings only, so latin1 is as good as UTF-8. */
function* isDocument({ text, bytes }: Text, start: number, end: number): Steps<boolean> {
  const from = start + 3 <= end && text.startsWith("\xef\xbb\xbf", start) ? start + 3 : start;
  return yield* isJson(bytes, from, end);
}

function* isBlank(text: string, start: number, end: number): Steps<boolean> {
  for (let from = start; from < end; from += limits.scanStepBytes) {
    if (from > start) yield;
    if (text.slice(from, Math.min(end, from + limits.scanStepBytes)).trim() !== "") return false;
  }
  return true;
}
