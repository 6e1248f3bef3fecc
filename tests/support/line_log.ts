/** Lines that a program wrote, and a way to await one. */
export interface Lines {
  readonly log: readonly string[];
  /** Those lines that are JSON objects. */
  events(): Record<string, unknown>[];
  /** The first line that fits, whether it was written already or is still to come. */
  line(pattern: RegExp): Promise<string>;
}

export interface LineLog extends Lines {
  readonly add: (line: string) => void;
}

const WAIT_MS = 20_000;

/** Collects lines; a line that does not come within 20 s is an error that shows those that came. */
export function lineLog(): LineLog {
  const log: string[] = [];
  const waiting = new Set<() => void>();
  return {
    log,
    add(text) {
      log.push(...text.split("\n"));
      for (const look of [...waiting]) look();
    },
    events: () => log.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line)),
    line(pattern) {
      return new Promise((resolve, reject) => {
        const look = () => {
          const found = log.find((line) => pattern.test(line));
          if (found === undefined) return;
          waiting.delete(look);
          clearTimeout(timer);
          resolve(found);
        };
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`no line fits ${pattern} among:\n${log.join("\n")}`));
        }, WAIT_MS);
        waiting.add(look);
        look();
      });
    },
  };
}
