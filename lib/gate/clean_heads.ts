import { limits } from "../limits.ts";
import type { Engine } from "../scan/engine.ts";

/**
 * Texts in which an engine has seen nothing, so that the same fields of the next request need no scan: an
 * engine finds the same in the same text. Of each engine the newest are kept.
 */
export interface CleanHeads {
  has(text: string): boolean;
  add(text: string): void;
}

const byEngine = new WeakMap<Engine, Set<string>>();

export function cleanHeads(engine: Engine): CleanHeads {
  const texts = byEngine.get(engine) ?? new Set();
  byEngine.set(engine, texts);
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
