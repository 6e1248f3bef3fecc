import assert from "node:assert/strict";
import { pythonRepr } from "../../lib/introspect/python_repr.ts";

Deno.test("pythonRepr() chooses quotes and escapes as Python does", () => {
  const rows: [string, string][] = [
    ["", "''"],
    ["/a%20b", "'/a%20b'"],
    ["/it's", `"/it's"`],
    ['/"x"', `'/"x"'`],
    [`/'"`, `'/\\'"'`],
    ["\\", "'\\\\'"],
    ["\n\r\t\0\x1b\x7f", "'\\n\\r\\t\\x00\\x1b\\x7f'"],
  ];
  for (const [text, expected] of rows) assert.equal(pythonRepr(text), expected);
});
