/** How a section is to be run. */
export interface ProofOptions {
  /** In seconds instead of minutes: less of the same. */
  readonly quick: boolean;
  /** What chance there is in it begins here, so that a run can be repeated. */
  readonly seed: number;
}

/** One kind of thing that was tried. */
export interface ProofRow {
  readonly name: string;
  readonly tried: number;
  /** How many of them did what must not happen: each one fails the proof. */
  readonly through: number;
  readonly note?: string;
}

/** What a part of the proof found out. */
export interface Section {
  readonly title: string;
  readonly rows: readonly ProofRow[];
  /** What is wrong, one text each, with nothing secret in it; any of them fails the proof. */
  readonly failures: readonly string[];
  /** Measured, in words; or whole paragraphs of Markdown, as a picture is. */
  readonly figures?: readonly string[];
}

/** A part of the proof, which runs by itself and leaves nothing behind. */
export type RunSection = (options: ProofOptions) => Promise<Section>;
