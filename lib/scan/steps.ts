/**
 * Work in steps, each of some milliseconds at most: between two of them whoever runs it may give others
 * a turn. A step that gives a promise goes on when that has settled.
 */
export type Steps<T> = Generator<void | Promise<unknown>, T, void>;

/**
 * Runs steps to their end.
 *
 * @param turn called between two steps; what it returns is awaited
 * @throws what the steps throw
 */
export async function runSteps<T>(
  steps: Steps<T>,
  turn: () => void | Promise<void> = () => {},
): Promise<T> {
  let step = steps.next();
  while (step.done !== true) {
    const waited = step.value;
    if (waited !== undefined) {
      try {
        await waited;
      } catch (error) {
        step = steps.throw(error);
        continue;
      }
    }
    const turned = turn();
    if (turned !== undefined) await turned;
    step = steps.next();
  }
  return step.value;
}
