/**
 * The candidate that was probably meant by `word`, or undefined when none is near: at most two
 * letters differ (one for words up to four letters). `-` and `_` and the case count as equal.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const wanted = fold(word);
  const bound = wanted.length <= 4 ? 1 : 2;
  let best: string | undefined;
  let bestDistance = bound + 1;
  for (const candidate of candidates) {
    const folded = fold(candidate);
    // Words of very different length are never near; this also bounds the work on long ones.
    if (Math.abs(folded.length - wanted.length) > bound) continue;
    const distance = editDistance(wanted, folded);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

function fold(word: string): string {
  return word.toLowerCase().replaceAll("-", "_");
}

/** Levenshtein's distance, row by row. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
