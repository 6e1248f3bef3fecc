/** Ends the reading of a streamed body: nothing more of it may go. */
export class Halt extends Error {
  /**
   * @param reason in words why the body cannot be judged; undefined if it was, and a finding blocks it
   * @param needsWhole whether it could be judged if it were held whole
   */
  constructor(readonly reason: string | undefined, readonly needsWhole = false) {
    super(reason ?? "blocked");
  }
}
