import { limits } from "../../limits.ts";
import { latin1 } from "../body/latin1.ts";
import type { EventSplitter, StreamEvent } from "./stream_event.ts";
import { utf8Of } from "./utf8_of.ts";
import { wholeCharacters } from "./whole_characters.ts";

/** The grammar of a stream. A unit is an event, or what stands between two of them. */
export interface Units {
  /**
   * The index behind the end of the unit that goes on, or begins, at `from`; -1 where the text ends first.
   * Called once for every stretch of the stream, so it keeps what it needs of those before.
   */
  find(text: string, from: number): number;
  /** What a unit carries, undefined if it is no event. @param raw its bytes as latin1 */
  read(raw: string): Pick<StreamEvent, "data" | "name" | "id"> | undefined;
}

/**
 * Cuts a stream into units. One that grows beyond `limits.eventBytes` is given out as pieces of plain text
 * as they come, so that nothing is lost and memory stays flat.
 */
export function cutIntoUnits({ find, read }: Units): EventSplitter {
  /** What has come of a unit, in order. */
  let kept: string[] = [];
  let keptBytes = 0;
  let isPieces = false;
  let taken = 0;

  function keep(text: string): void {
    if (text === "") return;
    kept.push(text);
    keptBytes += text.length;
  }

  /** Takes what is kept but for its last `left` bytes. */
  function take(left = 0): { raw: string; start: number; end: number } {
    const all = kept.length === 1 ? kept[0] ?? "" : kept.join("");
    const raw = left === 0 ? all : all.slice(0, -left);
    kept = left === 0 ? [] : [all.slice(-left)];
    keptBytes = left;
    const start = taken;
    taken += raw.length;
    return { raw, start, end: taken };
  }

  function piece(left = 0): StreamEvent {
    const { raw, start, end } = take(left);
    return { data: utf8Of(raw), name: "", id: "", isPiece: true, start, end };
  }

  function unit(): StreamEvent | undefined {
    const { raw, start, end } = take();
    const own = read(start === 0 && raw.startsWith(BYTE_ORDER_MARK) ? raw.slice(3) : raw);
    return own && { ...own, isPiece: false, start, end };
  }

  return {
    *push(bytes) {
      const text = latin1(bytes);
      for (let from = 0; from < text.length;) {
        const end = find(text, from);
        keep(end < 0 ? text.slice(from) : text.slice(from, end));
        isPieces ||= keptBytes > limits.eventBytes;
        if (end < 0) {
          if (!isPieces) return;
          // What began a character belongs to the next piece.
          const left = keptBytes - wholeCharacters(kept.join(""));
          if (left < keptBytes) yield piece(left);
          return;
        }
        from = end;
        const event = isPieces ? piece() : unit();
        isPieces = false;
        if (event !== undefined) yield event;
      }
    },
    *end() {
      if (keptBytes === 0) return;
      const event = isPieces ? piece() : unit();
      if (event !== undefined) yield event;
    },
    taken: () => taken,
  };
}

/** U+FEFF in UTF-8, as latin1. */
const BYTE_ORDER_MARK = "\xef\xbb\xbf";
