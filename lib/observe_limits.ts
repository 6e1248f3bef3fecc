/** The bounds of what is learned, recorded and traced; a part of `limits`, by which name they are used. */
export const observeLimits = {
  // --- who looks on --------------------------------------------------------------------------------

  /** Requests that have ended and wait to be learned from, recorded or traced; further ones are counted as lost. A second of the busiest traffic. */
  onlookerWaiting: 8_192,
  /** What waits is worked off so often: a file that an operator follows, and spans that have left before they are asked for. */
  onlookerMs: 250,

  // --- learning ------------------------------------------------------------------------------------

  /** The proposal is written so often at most: a person reads it, and a disk is written a file each time. */
  learnedWriteMs: 1_000,
  /** Paths of a proposal, by host and method. Nobody reads more, and with `learnedPathChars` the file stays below `routesFileBytes`. */
  learnedPaths: 500,
  /** Paths that differ in one segment alone, before that segment is taken for a variable one. Collections of an API have fewer names of their own. */
  learnedSiblings: 12,
  /** Characters of a path that is learned. Those that people write into routes are below 100. */
  learnedPathChars: 256,
  /** Segments of a path that is learned: each new one is compared with the others segment by segment. */
  learnedSegments: 24,
  /** A segment longer than this is a value, whatever it looks like. */
  learnedSegmentChars: 64,
  /** Methods of one host: HTTP has nine, WebDAV some more. */
  learnedMethods: 24,

  // --- record and replay -----------------------------------------------------------------------------

  /** A file of the record; with `recordFiles` a disk holds no more of it than a large log. logrotate's examples: 10 to 100 MB. */
  recordFileBytes: 16 * 1024 * 1024,
  /** Files of the record, the one that is written included. */
  recordFiles: 5,
  /** Lines that are written together, so that one write is a slice of work and not a second's. */
  recordBatchChars: 64 * 1024,
  /** Names of fields in a line; a head has `headFields` at most, and requests of tools have a dozen. */
  recordedFields: 64,
  /** A field's value in a line; longer ones are left out. Values that routes ask for are words and versions. */
  recordedValueChars: 256,
  /** How often it is said that requests were lost. */
  recordLossMs: 10_000,
  /** A line that a replay reads: fields and target at their bounds, escaped as JSON. */
  replayLineChars: 128 * 1024,
  /** Changes that a replay lists apart; further ones are counted. */
  replayChanges: 1_000,
} as const;
