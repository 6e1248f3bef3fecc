import { limits } from "../limits.ts";

/**
 * Texts in which a scanner has seen nothing, so that the same fields of the next head need no scan: a
 * scanner finds the same in the same text. Of each scanner the newest are kept.
 */
export interface CleanHeads {
  has(text: string): boolean;
  add(text: string): void;
}

const byScanner = new WeakMap<object, Set<string>>();

export function cleanHeads(scanner: object): CleanHeads {
  const texts = byScanner.get(scanner) ?? new Set();
  byScanner.set(scanner, texts);
  return {
    has: (text) => texts.has(text),
    add(text) {
      if (text.length > limits.cleanHeadChars) return;
      const [oldest] = texts;
      if (texts.size >= limits.cleanHeads && oldest !== undefined) texts.delete(oldest);
      texts.add(text);
    },
  };
}
