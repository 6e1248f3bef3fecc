import assert from "node:assert/strict";
import { printable } from "../../lib/cli/printable.ts";

Deno.test("printable() keeps plain text and takes out what steers a terminal", () => {
  const rows = [
    ["plain, é ☃", "plain, é ☃"],
    ["a\r\nb", "a b"],
    ["\x1b[31mred\x1b[0m", " [31mred [0m"],
    ["\u009b2J\u202etxt\u2028", " 2J txt "],
  ] as const;
  for (const [text, shown] of rows) assert.equal(printable(text), shown);
});
