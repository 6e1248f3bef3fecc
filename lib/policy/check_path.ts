import { accept, refuse } from "./outcome.ts";
import { percentReadings } from "./percent.ts";
import type { Outcome } from "./refusal.ts";

/**
 * Refuses a raw path (without query) that servers read differently: an invalid percent escape, an
 * encoded NUL or backslash, a raw backslash, and dot segments in any writing. A dot segment is `.`
 * or `..`, alone or before `;parameters`, between slashes or backslashes, raw or percent-encoded as
 * often as `limits.percentDecodings` allows. RFC 3986 section 5.2.4 has clients remove dot segments,
 * so an honest request has none left.
 *
 * `%2f` is not judged here but by encoded_slash.ts, which knows the route. Refusals are 400
 * `ambiguous-target` and never repeat the path, as it was not scanned yet.
 */
export function checkPath(path: string): Outcome<undefined> {
  if (!SUSPICIOUS.test(path)) return accept(undefined);
  if (path.includes("\\")) {
    return ambiguous('has a backslash; write "/"');
  }
  if (INVALID_ESCAPE.test(path)) {
    return ambiguous('has a "%" that two hexadecimal digits do not follow; write it as %25');
  }
  if (/%(?:00|5c)/i.test(path)) {
    return ambiguous("has an encoded NUL or backslash (%00, %5c); write it without");
  }
  const readings = percentReadings(path);
  if (readings === undefined) {
    return ambiguous("is percent-encoded too many times; encode it once");
  }
  if (readings.some((reading) => DOT_SEGMENT.test(reading))) {
    return ambiguous('has a "." or ".." segment; write the path that it leads to');
  }
  return accept(undefined);
}

/** What a path must have for any rule of this file to apply. */
const SUSPICIOUS = /[%\\]|\/\./;
const INVALID_ESCAPE = /%(?![0-9a-f]{2})/i;
const DOT_SEGMENT = /(?:^|[/\\])\.\.?(?:;[^/\\]*)?(?:[/\\]|$)/;

function ambiguous(words: string): Outcome<never> {
  return refuse(400, "ambiguous-target", `the path ${words}`);
}
