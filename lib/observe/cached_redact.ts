import { createLru } from "../ca/lru.ts";
import { limits } from "../limits.ts";

/**
 * The same redaction, remembered for short texts: agents ask for the same hosts and paths again and
 * again. It knows nothing of secrets that change: make a new one then.
 */
export function cachedRedact(redact: (text: string) => string): (text: string) => string {
  const known = createLru<string>(limits.shownTexts);
  return (text) => {
    if (text.length > limits.shownTextChars) return redact(text);
    const before = known.get(text);
    if (before !== undefined) return before;
    const redacted = redact(text);
    known.set(text, redacted);
    return redacted;
  };
}
