/**
 * Work that must see the newest state and never runs twice at a time: whoever calls while it runs
 * gets the end of a run that begins afterwards, one for all of them. The work must not reject.
 */
export function createRerun(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const run = () => {
    running = work().finally(() => {
      running = undefined;
    });
    return running;
  };
  return () => {
    if (running === undefined) return run();
    next ??= running.then(() => {
      next = undefined;
      return run();
    });
    return next;
  };
}
