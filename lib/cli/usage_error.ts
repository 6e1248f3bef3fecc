/** The command line cannot be read. The message is one line that ends with the mend. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
