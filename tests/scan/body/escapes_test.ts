import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { escapedUnit, undoEscapes } from "../../../lib/scan/body/escapes.ts";

Deno.test("undoEscapes() agrees with JSON.parse() on every string", () => {
  const strings = ["plain", 'q"\\/\n\r\t\b\f', "é ж 你 🔑", "\u0000\u001f", "a\\nb", "\\\\u0041"];
  for (const string of strings) {
    const raw = JSON.stringify(string).slice(1, -1);
    const ascii = raw.replace(
      /[^\0-\x7f]/g,
      (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
    for (const text of [raw, ascii]) {
      const bytes = Buffer.from(undoEscapes(Buffer.from(text).toString("latin1")), "latin1");
      assert.equal(bytes.toString("utf8"), string);
    }
  }
  assert.equal(undoEscapes("\\/"), "/");
});

Deno.test("undoEscapes() lives with what is malformed", () => {
  assert.equal(undoEscapes("\\"), "\\");
  assert.equal(undoEscapes("\\u12"), "u12");
  assert.equal(undoEscapes("\\q\\u00zz"), "qu00zz");
  assert.equal(undoEscapes("\\ud800x"), "\xed\xa0\x80x");
});

Deno.test("escapedUnit() reads four hex digits in either case", () => {
  assert.equal(escapedUnit(Buffer.from("x\\u00aFy"), 1), 0xaf);
  assert.equal(escapedUnit(Buffer.from("\\u00a"), 0), -1);
  assert.equal(escapedUnit(Buffer.from("xu00af"), 0), -1);
});
