/** The queue's store failed. The message is words for the operator, without a path's content. */
export class QueueError extends Error {
  override readonly name = "QueueError";
}
