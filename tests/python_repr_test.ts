import assert from "node:assert/strict";
import { pythonRepr } from "../lib/python_repr.ts";

Deno.test("pythonRepr() quotes and escapes as Python 3 does", () => {
  const rows = [
    ["", "''"],
    ["abc", "'abc'"],
    ["/a%20b", "'/a%20b'"],
    ["it's", `"it's"`],
    ['/"x"', `'/"x"'`],
    [`'"`, `'\\'"'`],
    ["a\\b", "'a\\\\b'"],
    ["\n\r\t", "'\\n\\r\\t'"],
    ["\x00\x1b\x7f\x9b", "'\\x00\\x1b\\x7f\\x9b'"],
    ["a b", "'a b'"],
    ["\u00a0\u2028\u{e0001}", "'\\xa0\\u2028\\U000e0001'"],
    ["é☃", "'é☃'"],
  ] as const;
  for (const [text, repr] of rows) assert.equal(pythonRepr(text), repr);
});
