import type { Timers } from "./timers.ts";

/** Waits until the work has settled, well or badly, or the time is over; the work itself goes on then. */
export async function settlesWithin(
  ms: number,
  work: Promise<unknown>,
  { after }: Pick<Timers, "after">,
): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const cancel = after(ms, resolve);
  work.then(() => resolve(), () => resolve());
  await promise;
  cancel();
}
