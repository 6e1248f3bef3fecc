import assert from "node:assert/strict";
import { limits } from "../../lib/limits.ts";
import { parseFields } from "../../lib/wire/parse_fields.ts";
import { assertProtocolError } from "../support/protocol_errors.ts";

Deno.test("parseFields() keeps order, case, repetition and obs-text, and trims the values", () => {
  const text = "skip\r\nB: 2\r\na:1\r\nB:\t three words \t\r\nempty:\r\nc: \xe9:\tx\r\n\r\n";
  assert.deepEqual(parseFields(text, 6, "agent"), [
    ["B", "2"],
    ["a", "1"],
    ["B", "three words"],
    ["empty", ""],
    ["c", "\xe9:\tx"],
  ]);
  assert.deepEqual(parseFields("\r\n", 0, "agent"), []);
});

const BAD: Record<string, string> = {
  "space before the colon": "Content-Length : 5",
  "tab before the colon": "Transfer-Encoding\t: chunked",
  "a folded line": "a: 1\r\n b",
  "a line folded with a tab": "a: 1\r\n\tb",
  "white space before the first field": " a: 1",
  "no colon": "secret-value",
  "a colon only in the next line": "secret-value\r\nb: 1",
  "an empty name": ": secret-value",
  "vertical tab in the name": "Transfer-Encoding\x0b: chunked",
  "NUL in the name": "a\x00b: 1",
  "obs-text in the name": "a\xa0: 1",
  "a slash in the name": "a/b: 1",
  "NUL in the value": "a: secret-value\x00",
  "a bare CR in the value": "a: secret-value\rb: 2",
  "a bare LF in the value": "a: 1\nTransfer-Encoding: chunked",
  "a bare LF in the name": "a\nb: 1",
  "vertical tab in the value": "Transfer-Encoding: \x0bchunked",
  "form feed in the value": "a: 1\x0c",
  "DEL in the value": "a: 1\x7f",
  "an empty line too early": "a: 1\r\n\r\nb: 2",
};

Deno.test("parseFields() refuses what readers differ over, and never repeats what was sent", () => {
  for (const [label, lines] of Object.entries(BAD)) {
    const text = `${lines}\r\n\r\n`;
    const words = assertProtocolError(() => parseFields(text, 0, "agent"), "agent", 400, label);
    assertProtocolError(() => parseFields(text, 0, "upstream"), "upstream", 502, label);
    assert.equal(words.includes("secret-value"), false, words);
  }
});

Deno.test("parseFields() refuses a section without its end, or with bytes behind it", () => {
  for (const text of ["", "a: 1\r\n", "a: 1", "a: 1\r\n\r", "a: 1\r\n\r\nx"]) {
    assertProtocolError(() => parseFields(text, 0, "agent"), "agent", 400, text);
  }
});

Deno.test("parseFields() counts the fields", () => {
  const most = "a: 1\r\n".repeat(limits.headFields);
  assert.equal(parseFields(`${most}\r\n`, 0, "agent").length, limits.headFields);
  assertProtocolError(() => parseFields(`${most}b: 2\r\n\r\n`, 0, "agent"), "agent", 431);
  assertProtocolError(() => parseFields(`${most}b: 2\r\n\r\n`, 0, "upstream"), "upstream", 502);
});

Deno.test("parseFields() says which line is wrong, and how", () => {
  const cases: [string, RegExp][] = [
    ["b : 2", /white space before the colon of field 2/],
    [" b: 2", /a folded line at field 2/],
    ["\tb: 2", /a folded line at field 2/],
    ["b\r\nc: 3", /no colon in field line 2/],
    ["b(: 2", /a name in field 2/],
    ["b: \x01", /a control character in the value of field 2/],
  ];
  for (const [line, expected] of cases) {
    const text = `a: 1\r\n${line}\r\n\r\n`;
    assert.match(assertProtocolError(() => parseFields(text, 0, "agent"), "agent", 400), expected);
  }
});
