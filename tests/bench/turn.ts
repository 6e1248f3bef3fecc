/**
 * Lets all others that are ready have their turn: writes and reads that complete at once would
 * otherwise go on with one connection for ever.
 */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
