import type { EventTexts, TextPiece } from "./event_texts.ts";
import { deltaTexts, namedTexts } from "./named_texts.ts";

/** What a value is in its event. */
export type TextRole = "delta" | "whole" | "named";

/**
 * The texts in a value of an event. Of a `delta` all strings count, else those with a name of text; a
 * `whole` is a text of its own, the others go on.
 *
 * @param channel the beginning of their channels, which their path follows
 */
export function textsOf(
  value: unknown,
  channel: string,
  role: TextRole,
  ended: readonly string[] = [],
): EventTexts {
  const pieces: TextPiece[] = [];
  const isWhole = role === "whole";
  const read = role === "delta" ? deltaTexts : namedTexts;
  read(value, (path, text) => {
    const last = isWhole ? pieces[pieces.length - 1] : undefined;
    // What has parts is whole with all of them.
    if (last?.channel !== channel + path) pieces.push({ channel: channel + path, text, isWhole });
    else pieces[pieces.length - 1] = { ...last, text: last.text + text };
  });
  return { pieces, ended };
}
