import { Buffer } from "node:buffer";
import { limits } from "../../limits.ts";
import type { Stage } from "../stream/stage.ts";

/** One text that comes in pieces, in many events. */
export interface TextChannel {
  /**
   * Goes on with the text; it is read with the next flush.
   *
   * @param start where the event begins that holds it; it never falls
   */
  add(text: string, start: number): void;
  /** Has read what was added. */
  flush(): Promise<void>;
  /**
   * Has all of it judged as though it ended, so that nothing is held. If more comes, it is read behind the
   * last `limits.eventTailChars` once more.
   */
  rest(): Promise<void>;
  /** No more comes: all of it is read. */
  end(): Promise<void>;
  /** Where the event begins that holds the first text which may not go yet; Infinity if all may. */
  heldFrom(): number;
}

const encoder = new TextEncoder();

/** @param makeReader makes what gets the text as UTF-8; anew behind each rest */
export function textChannel(makeReader: () => Stage): TextChannel {
  let reader: Stage | undefined;
  /** How long the text was where the reader began. */
  let base = 0;
  let tail = "";
  let waiting = "";
  /** A letter beyond 16 bits may be cut into two pieces, as two escapes. */
  let half = "";
  let bytes = 0;
  /** Of each event its begin, and how long the text is behind it. */
  let starts: number[] = [];
  let ends: number[] = [];
  let first = 0;

  function note(start: number, end: number): void {
    const last = starts.length - 1;
    const isFull = starts.length - first >= limits.eventMarks;
    if (last >= first && (isFull || starts[last] === start)) {
      ends[last] = end;
      return;
    }
    starts.push(start);
    ends.push(end);
  }

  function dropPassed(): void {
    // In one go now and then, so that each costs the same however many there are.
    if (first < limits.eventMarks) return;
    starts = starts.slice(first);
    ends = ends.slice(first);
    first = 0;
  }

  async function flush(): Promise<void> {
    const text = waiting;
    waiting = "";
    if (text === "") return;
    if (reader === undefined) {
      reader = makeReader();
      const before = encoder.encode(tail);
      base -= before.length;
      if (before.length > 0) await reader.push(before);
    }
    tail = (tail + text).slice(-limits.eventTailChars);
    await reader.push(encoder.encode(text));
  }

  return {
    add(text, start) {
      const all = half + text;
      const isCut = /[\ud800-\udbff]$/.test(all);
      half = isCut ? all.slice(-1) : "";
      const whole = isCut ? all.slice(0, -1) : all;
      waiting += whole;
      bytes += Buffer.byteLength(whole);
      // Half a letter may go when what it becomes may.
      note(start, isCut ? bytes + 1 : bytes);
    },
    flush,
    async rest() {
      await flush();
      await reader?.end();
      reader = undefined;
      base = bytes;
      first = ends.length;
    },
    async end() {
      waiting += half;
      half = "";
      await flush();
      await reader?.end();
    },
    heldFrom() {
      const cleared = base + (reader?.cleared() ?? 0);
      while (first < ends.length && (ends[first] ?? Infinity) <= cleared) first++;
      dropPassed();
      return starts[first] ?? Infinity;
    },
  };
}
