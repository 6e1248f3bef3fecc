import assert from "node:assert/strict";
import { STRIP, unicodeTable } from "../../../lib/scan/view/unicode_table.ts";

function plain(char: string): string | undefined {
  const code = unicodeTable().get(char.codePointAt(0) ?? 0);
  return code === undefined ? undefined : code === STRIP ? "" : String.fromCharCode(code);
}

Deno.test("unicodeTable() maps compatibility forms, look-alikes and tags to ASCII", () => {
  const pairs = {
    "\uff47": "g",
    "\uff3f": "_",
    "\u{1d4d0}": "A",
    "\u24d0": "a",
    "\u00b2": "2",
    "\u0430": "a",
    "\u0391": "A",
    "\u2013": "-",
    "\u{e0041}": "A",
  };
  for (const [char, ascii] of Object.entries(pairs)) assert.equal(plain(char), ascii, char);
});

Deno.test("unicodeTable() strips what does not show", () => {
  for (const char of "\u200b\u200d\u00ad\u2060\ufeff\u202e\u0301\ufe0f\u180e\u{e007f}") {
    assert.equal(plain(char), "", char.codePointAt(0)?.toString(16));
  }
});

Deno.test("unicodeTable() leaves letters of their own and blanks alone, and holds no ASCII", () => {
  for (const char of "\u4e2d\u00e9\u00df\u044f\u00a0\u2026\u2122") {
    assert.equal(plain(char), undefined, char);
  }
  for (let code = 0; code < 0x80; code++) assert.equal(unicodeTable().has(code), false);
});
