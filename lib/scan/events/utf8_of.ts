import { Buffer } from "node:buffer";

/** The text that the bytes of a latin1 text are in UTF-8; what is none is U+FFFD, as everywhere. */
export function utf8Of(latin1: string): string {
  return BEYOND_ASCII.test(latin1) ? Buffer.from(latin1, "latin1").toString("utf8") : latin1;
}

// deno-lint-ignore no-control-regex -- it is what is not ASCII
const BEYOND_ASCII = /[^\x00-\x7f]/;
