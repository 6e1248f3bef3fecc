/** Waits until `holds`, looking every few milliseconds; an error after 10 s. */
export async function until(
  holds: () => boolean,
  { what = String(holds), timeoutMs = 10_000 } = {},
): Promise<void> {
  const late = performance.now() + timeoutMs;
  while (!holds()) {
    if (performance.now() > late) throw new Error(`not within ${timeoutMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
