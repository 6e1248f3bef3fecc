/** What a detector saw in one text, before it becomes a finding. The value is in memory only. */
export interface Sighting {
  readonly detector: "token_patterns" | "known_secrets";
  /** As in `Finding`. */
  readonly kind: string;
  /** In words: "Anthropic API key", "value of EGRESS_TOKEN_0". */
  readonly what: string;
  /** How it was written where it stands, in words: `reversed`, `hex`; often nothing. */
  readonly written: readonly string[];
  /** Whether only the words beside the value tell what it is. */
  readonly contextual: boolean;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** A sighting and the way to the text in which it stands. */
export interface Seen {
  readonly sighting: Sighting;
  /** The text in which it stands, decoded. */
  readonly text: string;
  /** The decodings that the engine has undone to get there, outermost first. */
  readonly views: readonly string[];
  /** Whether it shows only after characters beyond ASCII were replaced or left out. */
  readonly hidden: boolean;
}

/** The engine could not look everywhere, in words: what was not read is not sent. */
export type Refusal = string;
