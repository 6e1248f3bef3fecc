/** An answer in words to a request of the operator's API; `words` say what is wrong and how to mend it. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 421 | 503,
    readonly words: string,
  ) {
    super(words);
  }
}
