import { limits } from "../limits.ts";
import { ConfigError } from "./config_error.ts";

/**
 * What is wrong with a routes file before it is YAML: too large, not text, or half-written. Throws
 * ConfigError.
 *
 * A writer that rewrites the file in place can be seen in the middle. A last line without an end is
 * taken for a cut one, unless it closes a bracket or a quote (JSON often ends so) or is a comment.
 * What cannot be told here is a cut between two lines: that is a shorter file. Of these the reader
 * catches the cuts behind a key, since no value may be empty, and those before `routes`.
 */
export function checkText(source: string, file: string): void {
  const bytes = new TextEncoder().encode(source).length;
  if (bytes > limits.routesFileBytes) {
    throw new ConfigError(
      { file },
      `the file has ${bytes} bytes, more than ${limits.routesFileBytes}`,
      "write fewer routes, or a wildcard instead of many hosts",
    );
  }
  // deno-lint-ignore no-control-regex -- control characters are what is looked for
  const odd = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]/.exec(source);
  if (odd !== null) {
    const before = source.slice(0, odd.index).split("\n");
    const place = { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
    throw new ConfigError(
      place,
      "a control character, or bytes that are not UTF-8",
      "write the file as plain UTF-8 text",
    );
  }
  const lastLine = source.slice(source.lastIndexOf("\n") + 1).trimEnd();
  if (lastLine !== "" && !/[\]}"']$/.test(lastLine) && !lastLine.trimStart().startsWith("#")) {
    const line = source.split("\n").length;
    throw new ConfigError(
      { file, line, column: lastLine.length + 1 },
      "the last line has no end, so the file may be half-written",
      "end it with a newline",
    );
  }
}
