/** How often a smaller input is tried before the smallest so far is told. */
const MOST_TRIES = 400;
const MOST_MS = 3_000;

/**
 * Fewer and smaller choices that still fail: parts are left out, then set to 0, large parts before small
 * ones.
 *
 * @param fails whether the input that is made of these choices fails in the same way
 */
export async function shrink(
  choices: readonly number[],
  fails: (choices: readonly number[]) => Promise<boolean>,
): Promise<readonly number[]> {
  let best = choices;
  let tries = 0;
  const late = performance.now() + MOST_MS;
  const isOver = () => tries >= MOST_TRIES || performance.now() > late;
  const takes = async (smaller: readonly number[]): Promise<boolean> => {
    if (isOver()) return false;
    tries++;
    if (!await fails(smaller)) return false;
    best = smaller;
    return true;
  };
  for (let size = Math.ceil(best.length / 2); size >= 1 && !isOver(); size = Math.floor(size / 2)) {
    for (let at = 0; at < best.length && !isOver();) {
      if (!await takes([...best.slice(0, at), ...best.slice(at + size)])) at += size;
    }
    for (let at = 0; at < best.length && !isOver(); at += size) {
      const part = best.slice(at, at + size);
      if (part.every((number) => number === 0)) continue;
      await takes([...best.slice(0, at), ...part.fill(0), ...best.slice(at + size)]);
    }
  }
  return best;
}
