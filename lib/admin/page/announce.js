// @ts-check
/// <reference lib="dom" />
import { element, part } from "./dom.js";

/**
 * Says something to a screen reader.
 *
 * @param {string} words
 * @param {{ readonly urgent?: boolean }} [how] urgent: at once, for what has a time-out
 */
export function announce(words, { urgent = false } = {}) {
  const region = part(urgent ? "urgent" : "polite", HTMLElement);
  const line = element("p", {}, words);
  // The same words twice are two messages, and old ones must not be found when somebody reads on.
  region.append(line);
  setTimeout(() => line.remove(), 5_000);
}
