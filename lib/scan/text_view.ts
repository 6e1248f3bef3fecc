import type { Text } from "./text_scan.ts";

/**
 * A text to scan and how it was got from its surface. Text is latin1: one character is one byte of
 * the (decoded) surface, so an offset in the text is an offset in the bytes. Characters beyond
 * ASCII stand as their UTF-8 bytes.
 */
export interface TextView {
  /** `host`, `path`, `query`, `header name`, `header <name>`, `cookie <name>`, `body`, `body part <n>`, `body file <name>`. */
  readonly surface: string;
  /** The decodings already undone, outermost first; empty for the surface's own bytes. */
  readonly views: readonly string[];
  readonly text: string;
  /** The same with its bytes, where they are at hand; they must not change while they are looked at. */
  readonly source?: Text;
}
