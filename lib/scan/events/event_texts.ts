/** A text that an event adds. */
export interface TextPiece {
  /** Which text it goes on with: pieces of one channel are one text. */
  readonly channel: string;
  readonly text: string;
  /** Whether it is a text of its own, which neither goes on nor is gone on with. */
  readonly isWhole: boolean;
}

/** What an event does to the texts of its stream. */
export interface EventTexts {
  readonly pieces: readonly TextPiece[];
  /** Beginnings of channels: of those that have one, no more text comes. After the pieces. */
  readonly ended: readonly string[];
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** How one vendor's events write the texts that they add. */
export interface DeltaRow {
  readonly vendor: string;
  /** Where the vendor says so. */
  readonly source: string;
  readonly examples: readonly DeltaExample[];
  /** Undefined for an event that is not of this shape. */
  read(event: JsonObject, name: string): EventTexts | undefined;
}

/** An event and what is to be read from it. */
export interface DeltaExample {
  readonly event: JsonObject;
  /** The event's `event` field. */
  readonly name?: string;
  /** As `[channel, text]`. */
  readonly adds?: readonly (readonly [string, string])[];
  /** The same for texts of their own. */
  readonly wholes?: readonly (readonly [string, string])[];
  readonly ends?: readonly string[];
}
