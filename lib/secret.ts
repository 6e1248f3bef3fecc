/**
 * A value that exists in memory only. However it is printed (template, JSON, console, inspect), it
 * shows as eight asterisks; `reveal` is the one way to the value, so that its uses can be counted.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself: for a header that is sent upstream or a comparison, never for words. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return SHOWN;
  }

  toJSON(): string {
    return SHOWN;
  }

  [Symbol.for("Deno.customInspect")](): string {
    return SHOWN;
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return SHOWN;
  }
}

const SHOWN = "********";
