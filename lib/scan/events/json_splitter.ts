import { cutIntoUnits } from "./cut_into_units.ts";
import type { EventSplitter } from "./stream_event.ts";
import { utf8Of } from "./utf8_of.ts";

/**
 * Cuts a JSON array that streams into its elements, each an event, by the depth of brackets outside of
 * strings. Values that stand without an array round them, one or several, are events too.
 */
export function jsonSplitter(): EventSplitter {
  let isInside = false;
  /** The first bracket opens the array; of the others each opens a value. */
  let isFirst = true;
  let value: Value = { depth: 0, isString: false, isEscape: false, isWord: false };
  let isValue = false;

  function find(text: string, from: number): number {
    let at = from;
    if (!isInside) {
      for (; at < text.length; at++) {
        const code = text.charCodeAt(at);
        if (isFirst && code === OPEN_LIST) isFirst = false;
        else if (!BETWEEN.has(code)) break;
      }
      isValue = at === from;
      if (!isValue) return at;
      isFirst = false;
      isInside = true;
      value = { depth: 0, isString: false, isEscape: false, isWord: false };
    }
    const end = endOf(value, text, at);
    if (end >= 0) isInside = false;
    return end;
  }

  return cutIntoUnits({
    find,
    read: (raw) => isValue ? { data: utf8Of(raw), name: "", id: "" } : undefined,
  });
}

/** Where in a value its text ends for now. */
interface Value {
  depth: number;
  isString: boolean;
  isEscape: boolean;
  /** A number, or a name as `true`: it ends where something else begins. */
  isWord: boolean;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
/** Blanks, commas, the end of the array, and the bytes of a byte order mark. */
const BETWEEN = codes(" \t\r\n,]\xef\xbb\xbf");
/** What a number or a name is ended by. */
const BEHIND_WORD = codes(' \t\r\n,[]{}"');

function codes(characters: string): ReadonlySet<number> {
  return new Set([...characters].map((character) => character.charCodeAt(0)));
}

/** The index behind the end of the value that goes on at `from`, -1 where the text ends first. */
function endOf(value: Value, text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (value.isString) {
      if (value.isEscape) value.isEscape = false;
      else if (code === BACKSLASH) value.isEscape = true;
      else if (code === QUOTE) {
        value.isString = false;
        if (value.depth === 0) return at + 1;
      }
      continue;
    }
    if (value.isWord) {
      if (BEHIND_WORD.has(code)) return at;
      continue;
    }
    if (code === QUOTE) value.isString = true;
    else if (code === OPEN_LIST || code === OPEN_OBJECT) value.depth++;
    else if (code === CLOSE_LIST || code === CLOSE_OBJECT) {
      value.depth--;
      if (value.depth <= 0) return at + 1;
    } else if (value.depth === 0) value.isWord = true;
  }
  return -1;
}
