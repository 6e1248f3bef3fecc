import { cutIntoUnits } from "./cut_into_units.ts";
import type { EventSplitter } from "./stream_event.ts";
import { utf8Of } from "./utf8_of.ts";

/**
 * Cuts `text/event-stream` by the rules of the HTML standard (section "Interpreting an event stream"), with
 * one difference: an event that the end of the stream cuts short is given out too, since some clients take it.
 *
 * A line may end in CR, LF or both, and an event ends with the first of the bytes that end its blank line: an
 * LF behind that CR, which may come much later, belongs to none. Nor do comments before an event, which
 * keep connections alive and must not wait for one.
 */
export function sseSplitter(): EventSplitter {
  let id = "";
  /** Of the event that goes on: whether a line has begun, ended by a CR, and whether it has ended lines. */
  let isLineStart = true;
  let isBehindCr = false;
  let hasLines = false;
  let isComment = false;
  /** The next of each in the text, kept over its events: most streams have no CR at all. */
  const nextCr = nextOf("\r");
  const nextLf = nextOf("\n");

  function find(text: string, from: number): number {
    let at = from;
    if (from === 0) {
      nextCr.begin(text);
      nextLf.begin(text);
    }
    if (isBehindCr && text[at] === "\n") {
      isBehindCr = false;
      at++;
      // It ends what the CR ended: a line of this event, or the event before.
      if (!hasLines) return at;
    }
    isBehindCr = false;
    while (at < text.length) {
      if (isLineStart) isComment = text[at] === ":" && !hasLines;
      const cr = nextCr.from(at);
      const lf = nextLf.from(at);
      const isCr = cr < lf;
      const end = Math.min(cr, lf);
      if (end === Infinity) {
        isLineStart = false;
        isBehindCr = false;
        return -1;
      }
      const isBlank = isLineStart && end === at;
      isLineStart = true;
      isBehindCr = isCr;
      at = end + 1;
      if (isBlank || isComment) {
        hasLines = false;
        isComment = false;
        return at;
      }
      hasLines = true;
      if (isCr && text[at] === "\n") {
        isBehindCr = false;
        at++;
      }
    }
    return -1;
  }

  function read(raw: string) {
    const text = utf8Of(raw);
    let name = "";
    let data: string | undefined;
    for (const line of text.includes("\r") ? text.split(/\r\n|\n|\r/) : text.split("\n")) {
      if (line === "") continue;
      const colon = line.indexOf(":");
      const field = colon < 0 ? line : line.slice(0, colon);
      const value = colon < 0 ? "" : line.slice(line[colon + 1] === " " ? colon + 2 : colon + 1);
      if (field === "data") data = data === undefined ? value : `${data}\n${value}`;
      else if (field === "event") name = value;
      else if (field === "id" && !value.includes("\0")) id = value;
    }
    return data === undefined ? undefined : { data, name, id };
  }

  return cutIntoUnits({ find, read });
}

/** Looks for a character in one text after another, from places that never go back in it. */
function nextOf(character: string) {
  let text = "";
  let next = Infinity;
  const look = (at: number): number => {
    const found = text.indexOf(character, at);
    return found < 0 ? Infinity : found;
  };
  return {
    begin(another: string): void {
      text = another;
      next = look(0);
    },
    /** Its first place at `at` or behind; Infinity if there is none. */
    from(at: number): number {
      if (next < at) next = look(at);
      return next;
    },
  };
}
