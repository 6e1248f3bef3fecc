/**
 * A detector of `token_patterns` as a row of data. A row tests itself: every text in
 * `examples.match` must be found by this rule, no text in `examples.miss` by this rule.
 *
 * The engine walks the text once for all keywords of all rules and tries `pattern` only in a window
 * round a keyword's hit, so a rule costs nothing where its keyword is absent.
 */
export interface Rule {
  /** Kebab case, unique, stable: `anthropic-api-key`. */
  readonly id: string;
  /** In words, for the reason that an agent and an operator read: "Anthropic API key". */
  readonly kind: string;
  /**
   * ASCII literals of at least three characters (four and more are better), one of which stands in
   * every match or close before it. The walk folds ASCII case unless `exactCase`.
   */
  readonly keywords: readonly string[];
  /** The keyword counts only in exactly this case: for short vendor prefixes such as `AKIA`. */
  readonly exactCase?: boolean;
  /**
   * Starts at or near the keyword (never with an unbounded or long optional head); every quantifier
   * is bounded, none is nested; flags `g` and where needed `i`. Each character is one byte (latin1).
   * The value is the group named `value` if there is one, else the whole match.
   */
  readonly pattern: RegExp;
  /** A last look at the value: a checksum, a decodable header, entropy of the variable part. */
  readonly check?: (value: string, match: RegExpMatchArray) => boolean;
  /** Bytes of window before and after the keyword's start; 64 and 512 unless told (a PEM key needs more). */
  readonly before?: number;
  readonly after?: number;
  /** `structured`: a shape of its own; `contextual`: known by the words beside it. */
  readonly shape: "structured" | "contextual";
  readonly examples: {
    readonly match: readonly string[];
    readonly miss: readonly string[];
  };
}
