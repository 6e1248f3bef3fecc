import assert from "node:assert/strict";
import { encodedSpan } from "../../../lib/scan/secrets/encoded_span.ts";

/** What the span of the letters `abcd` in a text is widened to. */
function widened(text: string, before: number, after: number): string {
  const start = text.indexOf("abcd");
  const span = encodedSpan(text, { start, end: start + 4 }, { before, after });
  return text.slice(span.start, span.end);
}

Deno.test("encodedSpan() takes the characters that belong to the form, and no others", () => {
  assert.equal(widened("xyabcdzw", 0, 0), "abcd");
  assert.equal(widened("xyabcdzw", 1, 0), "yabcd");
  assert.equal(widened("xyabcdzw", 0, 1), "abcdz");
  assert.equal(widened("x+/abcd-_w", 2, 2), "+/abcd-_");
  assert.equal(widened("abcd", 2, 2), "abcd");
  assert.equal(widened('"abcd"', 1, 1), "abcd");
});

Deno.test("encodedSpan() takes the padding behind a shared character", () => {
  assert.equal(widened('"abcdw==", "', 0, 1), "abcdw==");
  assert.equal(widened("abcdw=", 0, 1), "abcdw=");
  assert.equal(widened("abcdy======", 0, 1), "abcdy======");
  assert.equal(widened("abcd=5", 0, 0), "abcd");
});

Deno.test("encodedSpan() passes over line ends in between", () => {
  assert.equal(widened("xy\r\nabcd\r\nw==", 1, 1), "y\r\nabcd\r\nw==");
  assert.equal(widened("xy\\nabcd\\r\\nw\\n==", 1, 1), "y\\nabcd\\r\\nw\\n==");
  assert.equal(widened("xyabcd\nnext", 0, 0), "abcd");
  assert.equal(widened('{"a": "\\nabcd"}', 1, 0), "abcd");
});

Deno.test("encodedSpan() leaves other forms as they were found", () => {
  assert.deepEqual(encodedSpan("+abcd=", { start: 1, end: 5 }, undefined), { start: 1, end: 5 });
});
