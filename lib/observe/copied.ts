import { Buffer } from "node:buffer";

/**
 * The same latin1 text in memory of its own. What was cut out of a longer text keeps all of that in
 * memory, and what is kept here would keep a whole head with it.
 */
export function copied(text: string): string {
  // The engine copies shorter ones by itself.
  return text.length < 13 ? text : Buffer.from(text, "latin1").toString("latin1");
}
