/**
 * Shannon entropy of a text's characters in bits per character (latin1: a character is a byte).
 * Empty text has 0. Sixteen different characters have 4; 32 random hex digits have about 3.6.
 */
export function entropy(text: string): number {
  const length = text.length;
  if (length === 0) return 0;
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at) & 0xff;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  let sum = 0;
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at) & 0xff;
    const count = counts[code] ?? 0;
    // Each character counts once, and leaves the table as it found it.
    if (count > 0) sum += count * Math.log2(count);
    counts[code] = 0;
  }
  return Math.log2(length) - sum / length;
}

/** Zero between two calls: checks run for every candidate, and a map for each would cost more than the check. */
const counts = new Uint32Array(256);
