import type { Rewriter } from "./rewritten.ts";

/** Undoes the one thing in forms that the engine does not undo everywhere: `+` stands for a space (WHATWG URL, section 5.1). */
export function plusAsSpace(): Rewriter {
  return {
    push(bytes) {
      const copy = new Uint8Array(bytes);
      for (let at = copy.indexOf(PLUS); at >= 0; at = copy.indexOf(PLUS, at + 1)) copy[at] = SPACE;
      return copy;
    },
    end: () => new Uint8Array(0),
  };
}

const PLUS = 0x2b;
const SPACE = 0x20;
