/** Where in the configuration something stands: a file (or a variable's name), line and column from 1. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/**
 * The configuration cannot be used. The message is one line, `FILE:LINE:COLUMN: what is wrong; the
 * mend`, where FILE is the variable's name for a mistake in the environment. Neither part may carry a
 * value that could be a secret: people do paste tokens where a variable's name belongs.
 */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly file: string;
  readonly line: number | undefined;
  readonly column: number | undefined;

  constructor(place: Place, wrong: string, readonly mend: string) {
    const where = [place.file, place.line, place.column].filter((part) => part !== undefined);
    super(oneLine(`${where.join(":")}: ${wrong}; ${mend}`));
    this.file = place.file;
    this.line = place.line;
    this.column = place.column;
  }
}

/** Whatever was quoted must neither break the line nor steer a terminal. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
}
