import type { Finding } from "./finding.ts";
import type { TextView } from "./text_view.ts";

/**
 * CR and LF in the request line or a header, for those who would split it: percent-encoded in any case and
 * any number of times, `%u000a`, the three-byte characters whose last byte is CR or LF for a server that cuts
 * them (U+560D, U+560A), or raw. A line feed alone counts where a header field seems to follow.
 */
const SPLIT = new RegExp(
  "(?:%(?:25){0,8}0d|%u000d|%E5%98%8D|\\r)(?:%(?:25){0,8}0a|%u000a|%E5%98%8A|\\n)" +
    "|(?:%(?:25){0,8}0[ad]|%u000[ad]|%E5%98%8[AD]|[\\r\\n])[A-Za-z][A-Za-z0-9-]{1,40}(?::|%(?:25){0,8}3a)",
  "i",
);

/** The structural finding for a text of the head, if it would split the head. It has no value. */
export function crlf(view: TextView): Finding | undefined {
  if (view.views.length > 0 || !/[%\r\n]/.test(view.text) || !SPLIT.test(view.text)) {
    return undefined;
  }
  return {
    detector: "crlf",
    kind: "crlf",
    severity: "block",
    reason: `line break (CRLF injection) in ${view.surface}`,
    value: undefined,
    surface: view.surface,
    views: [],
    context: "",
    span: undefined,
  };
}
