/** Asks a person at a terminal, a line at a time. */
export interface Prompter {
  /** Shows the question and gives the next line that is typed; undefined at the end of input. */
  ask(question: string): Promise<string | undefined>;
  /** Resolves with the end of input. */
  readonly ended: Promise<void>;
}

/**
 * A prompter over a terminal's input. A line that was typed before its question was shown answers
 * nothing and is dropped: it was meant for another one.
 */
export function createPrompter(
  input: ReadableStream<Uint8Array>,
  write: (text: string) => void,
): Prompter {
  let waiting: ((line: string | undefined) => void) | undefined;
  let over = false;
  const hand = (line: string | undefined) => {
    const resolve = waiting;
    waiting = undefined;
    resolve?.(line);
  };
  const ended = (async () => {
    const decoder = new TextDecoder();
    let held = "";
    try {
      for await (const bytes of input) {
        const lines = (held + decoder.decode(bytes, { stream: true })).split(/\r?\n/);
        held = lines.pop() ?? "";
        lines.forEach(hand);
      }
    } catch {
      // A terminal that is gone has no more lines either.
    }
    over = true;
    hand(undefined);
  })();
  return {
    ask(question) {
      write(question);
      if (over) return Promise.resolve(undefined);
      return new Promise((resolve) => waiting = resolve);
    },
    ended,
  };
}
