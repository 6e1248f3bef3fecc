import assert from "node:assert/strict";
import { readEscape } from "../../../lib/scan/view/read_escape.ts";

const cases: readonly (readonly [string, number, number])[] = [
  ["%5f", 0x5f, 3],
  ["%u005F", 0x5f, 6],
  ["\\x5F", 0x5f, 4],
  ["\\u005f", 0x5f, 6],
  ["\\u{5f}", 0x5f, 6],
  ["\\u{1f600}", 0x1f600, 9],
  ["\\U0000005f", 0x5f, 10],
  ["\\137", 0x5f, 4],
  ["\\\\\\u005f", 0x5f, 8],
  ["\\ud83d\\ude00", 0x1f600, 12],
  ["\\ud83d", 0xd83d, 6],
  ["&#95;", 0x5f, 5],
  ["&#95 ", 0x5f, 4],
  ["&#x5F;", 0x5f, 6],
  ["&lowbar;", 0x5f, 8],
  ["&amp;", 0x26, 5],
];

for (const [text, code, length] of cases) {
  Deno.test(`readEscape() reads ${JSON.stringify(text)}`, () => {
    const escape = readEscape(`x${text}y`, 1);
    assert.equal(escape?.code, code);
    assert.equal(escape?.length, length);
  });
}

Deno.test("readEscape() finds none in what only looks like one", () => {
  for (
    const text of [
      "%",
      "%4",
      "%zz",
      "\\n",
      "\\u12",
      "\\x4",
      "\\9",
      "&",
      "&nothing;",
      "&#;",
      "&#9999999;",
      "a",
    ]
  ) {
    assert.equal(readEscape(text, 0), undefined, text);
  }
});

Deno.test("readEscape() tells bytes from code points", () => {
  assert.equal(readEscape("%e9", 0)?.isByte, true);
  assert.equal(readEscape("\\xe9", 0)?.isByte, true);
  assert.equal(readEscape("\\u00e9", 0)?.isByte, false);
});
