/**
 * How much a sign tells by itself. `strong`: ordinary text never says so, which is a block; `weak`: it may, which
 * is a warning, and two of them are a block; `faint`: it often does, and counts only beside others.
 */
export type Strength = "strong" | "weak" | "faint";

/**
 * A sign that a text wants to steer whoever reads it, as a row of data. A row tests itself: each text of
 * `examples.match` must show it, none of `examples.miss`.
 *
 * The text is walked once for all keywords of all rows; `pattern` is tried only where one of them stands, and what
 * stands behind it may be the rest of a match.
 */
export interface Sign {
  /** Kebab case, unique, stable: `override-instructions`. */
  readonly id: string;
  /** In words, for the reason that an agent and an operator read: "demand to drop earlier instructions". */
  readonly kind: string;
  readonly strength: Strength;
  /** ASCII words of three characters and more, with at least one letter or digit; every match begins with one of them. Case does not count. */
  readonly keywords: readonly string[];
  /** Characters of ASCII one of which stands right before every match: at other places nothing is tried. */
  readonly after?: string;
  /** Sticky; tried where a keyword begins. Every quantifier is bounded, none is nested. Each character is one byte. */
  readonly pattern: RegExp;
  readonly examples: {
    readonly match: readonly string[];
    readonly miss: readonly string[];
  };
}
