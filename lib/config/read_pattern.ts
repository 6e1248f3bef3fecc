import { limits } from "../limits.ts";
import { refuse } from "./expect.ts";
import type { Place } from "./config_error.ts";

/**
 * A regex of the routes file, compiled to match a whole value. The flag is `u`: it refuses what has
 * no meaning (`\q`), and unlike `v` takes the plain classes that people write (`[^/]+`).
 *
 * The pattern is first compiled alone, so that one such as `a)|(?:b` cannot close our group and
 * with it escape the anchors.
 */
export function readPattern(value: string, place: Place): RegExp {
  if (value.length > limits.regexChars) {
    refuse(
      place,
      `the regex has ${value.length} characters, more than ${limits.regexChars}`,
      "write several paths or entries instead",
    );
  }
  try {
    new RegExp(value, "u");
  } catch (error) {
    const why = error instanceof Error ? error.message.split(": ").at(-1) : undefined;
    refuse(
      place,
      `the regex does not compile (${why ?? "unknown reason"})`,
      "write it as JavaScript does, and in single quotes where it has backslashes",
    );
  }
  return new RegExp(`^(?:${value})$`, "u");
}
