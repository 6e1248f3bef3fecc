/** A source of choices that are the same on every run with the same seed (xorshift32). */
export interface Seeded {
  /** A whole number from 0 up to but not including the bound. */
  below(bound: number): number;
  pick<T>(from: readonly T[]): T;
  /** So many characters of an alphabet. */
  text(alphabet: string, length: number): string;
}

export function seeded(seed: number): Seeded {
  let state = seed | 0 || 1;
  const below = (bound: number): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % bound;
  };
  const pick = <T>(from: readonly T[]): T => {
    const chosen = from[below(from.length)];
    if (chosen === undefined) throw new RangeError("Cannot pick as the list must not be empty");
    return chosen;
  };
  const text = (alphabet: string, length: number): string =>
    Array.from({ length }, () => alphabet.charAt(below(alphabet.length))).join("");
  return { below, pick, text };
}
