import { limits } from "../limits.ts";
import type { Body } from "./body.ts";
import type { Watch } from "./clocks.ts";
import type { Reader } from "./reader.ts";

/**
 * Discards the rest of a body behind its answer, so that an agent which writes all before it reads
 * gets to see a refusal instead of a reset. Bounded in bytes and time.
 *
 * @returns whether the body came to its end, so that the next request may follow
 */
export async function drainBody(body: Body, watch: Watch): Promise<boolean> {
  return await discard(watch, async () => {
    const slice = await body.read();
    return slice?.length;
  });
}

/** The same where not even the end of the request is known: discards until the agent closes. */
export async function drainConnection(reader: Reader, watch: Watch): Promise<void> {
  await discard(watch, async () => {
    reader.take();
    return await reader.fill() ? reader.held.length : undefined;
  });
}

async function discard(
  watch: Watch,
  next: () => Promise<number | undefined>,
): Promise<boolean> {
  const until = performance.now() + limits.drainMs;
  let left = limits.drainBytes;
  try {
    while (left > 0) {
      const time = until - performance.now();
      if (time <= 0) return false;
      watch.set(time, "the rest of a refused request did not end");
      const size = await next();
      if (size === undefined) return true;
      left -= size;
    }
    return false;
  } catch {
    // The agent left, or its body broke: either way nothing can follow on this connection.
    return false;
  } finally {
    watch.clear();
  }
}
