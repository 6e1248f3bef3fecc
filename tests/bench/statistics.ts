/** The middle of some numbers, the lower of two; NaN of none. */
export function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)] ?? NaN;
}

/** The number that `share` (0 to 1) of the others are not above; null of none. */
export function quantile(numbers: readonly number[], share: number): number | null {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? null;
}

/**
 * How many times `others` is in `own`: the median over the pairs, since the two of a pair were measured
 * one behind the other, while the machine was as busy for both. NaN without a pair.
 */
export function ratio(own: readonly number[], others: readonly number[]): number {
  const pairs = Math.min(own.length, others.length);
  return median(Array.from({ length: pairs }, (_, i) => (own[i] ?? NaN) / (others[i] ?? NaN)));
}
