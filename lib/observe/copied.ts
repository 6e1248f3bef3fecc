/**
 * The same text in memory of its own. What was cut out of a longer text keeps all of that in memory,
 * and what is kept here would keep a whole head with it.
 */
export function copied(text: string): string {
  // Joining makes a new text once it is cut again; the engine copies ones below 13 characters anyway.
  return text.length < 13 ? text : ` ${text}`.slice(1);
}
