/** How much of a middle third a last third may be above it, and what is let pass in any case. */
export interface Flat {
  readonly share: number;
  readonly free: number;
}

/** The mean of the middle and of the last third of the values. */
export function thirds(
  values: readonly number[],
): { readonly middle: number; readonly last: number } {
  const third = Math.floor(values.length / 3);
  const mean = (part: readonly number[]) =>
    part.reduce((sum, value) => sum + value, 0) / Math.max(1, part.length);
  return { middle: mean(values.slice(third, 2 * third)), last: mean(values.slice(2 * third)) };
}

/** Whether the last third is not above the middle one by more than that. */
export function isFlat(values: readonly number[], { share, free }: Flat): boolean {
  const { middle, last } = thirds(values);
  return last <= middle * (1 + share) + free;
}
