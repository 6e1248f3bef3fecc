import { limits } from "../../limits.ts";
import type { DeltaRow, EventTexts } from "./event_texts.ts";
import { holdsAtMost } from "./holds_at_most.ts";
import { isObject } from "./is_object.ts";
import { plainText } from "./plain_text.ts";
import { anthropic } from "./rows/anthropic.ts";
import { cohere } from "./rows/cohere.ts";
import { gemini } from "./rows/gemini.ts";
import { geminiLive } from "./rows/gemini_live.ts";
import { jsonRpc } from "./rows/json_rpc.ts";
import { ollama } from "./rows/ollama.ts";
import { openaiChat } from "./rows/openai_chat.ts";
import { openaiEvents } from "./rows/openai_events.ts";
import { unknown } from "./rows/unknown.ts";

/** All shapes of events; the first that knows an event reads it, and the last knows all. */
export const deltaRows: readonly DeltaRow[] = [
  anthropic,
  openaiChat,
  openaiEvents,
  gemini,
  geminiLive,
  ollama,
  cohere,
  jsonRpc,
  unknown,
];

/**
 * The texts that an event adds to its stream, and those that it ends. Data that is no JSON, a bare value,
 * or more than `limits.eventValues` values is text itself.
 *
 * @param name the event's `event` field
 */
export function textDeltas(data: string, name = ""): EventTexts {
  const value = parsed(data);
  if (typeof value === "string") return plainText(value);
  // Elements of a list are events that came together.
  const all = (Array.isArray(value) ? value : [value]).map((event) => read(event, name));
  const [first = NONE] = all;
  if (all.length <= 1) return first;
  return {
    pieces: all.flatMap(({ pieces }) => pieces),
    ended: all.flatMap(({ ended }) => ended),
  };
}

const NONE: EventTexts = { pieces: [], ended: [] };

/**
 * The data itself where it is no JSON, or has more values than are looked through; or a number or such:
 * where plain text streams, a piece of it may look so.
 */
function parsed(data: string): unknown {
  if (!/^\s*[{["]/.test(data)) return data;
  try {
    const value = parse(data);
    // Two characters at the least are one value and what parts it from the next.
    const isShort = data.length < 2 * limits.eventValues;
    return isShort || holdsAtMost(limits.eventValues, value) ? value : data;
  } catch {
    return data;
  }
}

/** As Python reads it, which many clients of models are written in: with numbers that are none. */
function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch (error) {
    const numbered = data.replace(STRING_OR_NO_NUMBER, (all, isString) => isString ? all : "null");
    if (numbered === data) throw error;
    return JSON.parse(numbered);
  }
}

/** A string may have no end: each is gone through once. */
const STRING_OR_NO_NUMBER = /(")[^"\\]*(?:\\[^]?[^"\\]*)*"?|-?(?:NaN|Infinity)/g;

function read(event: unknown, name: string): EventTexts {
  if (!isObject(event)) return typeof event === "string" ? plainText(event) : NONE;
  for (const row of deltaRows) {
    const texts = row.read(event, name);
    if (texts !== undefined) return texts;
  }
  return NONE;
}
