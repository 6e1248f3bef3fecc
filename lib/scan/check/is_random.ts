import { entropy } from "./entropy.ts";
import { isPlaceholder } from "./is_placeholder.ts";
import { isRepeated } from "./is_repeated.ts";

/**
 * True if the variable part of a credential looks drawn by a machine: enough bits per character for its
 * length, and no placeholder. A shape of its own has already matched, so this is generous.
 */
export function isRandom(part: string): boolean {
  const start = part.slice(0, LOOKED_AT);
  // Repetition first: it is the cheapest to see, and what a hostile text is made of.
  return !isRepeated(start) && entropy(start) >= leastEntropy(start.length) &&
    !isPlaceholder(start);
}

/** Enough to tell; an agent chooses how long a candidate is, and how many there are. */
const LOOKED_AT = 96;

/** Bits per character. The poorest of a million random hex texts of each length still have more. */
function leastEntropy(length: number): number {
  if (length < 10) return 1.5;
  if (length < 16) return 2.0;
  if (length < 24) return 2.3;
  return 2.7;
}
