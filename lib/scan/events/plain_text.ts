import type { EventTexts } from "./event_texts.ts";

/** The channel of what is no JSON. */
export const PLAIN = "plain";

/** What an event adds that is text itself. */
export function plainText(text: string): EventTexts {
  return { pieces: text === "" ? [] : [{ channel: PLAIN, text, isWhole: false }], ended: [] };
}
