/** What a command may do to the outside: say things. Tests give their own. */
export interface Terminal {
  /** Lines for standard output, without the last line end. */
  print(text: string): void;
  /** The same for standard error. */
  warn(text: string): void;
  /** Whether standard output shows colours. */
  readonly colour: boolean;
}

/** The real one. Colour is for people: on a terminal, and not with NO_COLOR (no-color.org). */
export function processTerminal(): Terminal {
  return {
    print: (text) => console.log(text),
    warn: (text) => console.error(text),
    get colour() {
      return Deno.stdout.isTerminal() && (Deno.env.get("NO_COLOR") ?? "") === "";
    },
  };
}
