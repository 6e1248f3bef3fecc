// @ts-check
/** After the first failure; each further one waits twice as long. */
const FIRST_MS = 500;
const MOST_MS = 15_000;

/**
 * How long to wait before the next try.
 *
 * @param {number} failures in a row, 1 at least
 * @param {number} chance 0 to 1: pages that lost the same sidecar must not come back at one moment
 */
export function backoffMs(failures, chance) {
  const whole = Math.min(MOST_MS, FIRST_MS * 2 ** (Math.min(failures, 20) - 1));
  return Math.round(whole * (0.75 + chance / 2));
}
