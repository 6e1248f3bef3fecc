/**
 * Every bound of the sidecar, with its unit in its name, its reason and a precedent beside it.
 * A number that limits something stands here and nowhere else.
 */
export const limits = {
  // --- heads -------------------------------------------------------------------------------------

  /** A request or response head, start line and fields together. nginx: 4 x 8 KiB; Node: 16 KiB; LLM gateways send long cookies and tokens. */
  headBytes: 64 * 1024,
  /** Fields in a head. Apache: 100; h11: bounded by bytes only. */
  headFields: 256,
  /** A request target. RFC 9112 asks for at least 8,000 octets. */
  targetBytes: 16 * 1024,
  /** Empty lines ignored before a request line (RFC 9112 section 2.2 asks for at least one). */
  leadingEmptyLines: 2,
  /** One line of chunk size and extensions. hyper: 16 KiB; extensions mean nothing to us and are dropped. */
  chunkLineBytes: 1024,
  /** Extensions of all chunks of one body together (CVE-2023-39326 in Go was a flood of these). */
  chunkExtensionBytes: 16 * 1024,
  /** The trailer section of a chunked body. */
  trailerBytes: 16 * 1024,
} as const;
