import assert from "node:assert/strict";
import { syntax } from "../../lib/wire/syntax.ts";

const every = Array.from({ length: 0x180 }, (_, code) => String.fromCharCode(code));

function accepted(pattern: RegExp): string {
  return every.filter((character) => pattern.test(character)).join("");
}

Deno.test("syntax.token accepts letters, digits and the fifteen marks of RFC 9110", () => {
  assert.equal(
    accepted(syntax.token),
    "!#$%&'*+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz|~",
  );
  assert.equal(syntax.token.test(""), false);
});

Deno.test("syntax.value accepts HTAB, visible ASCII, space and 0x80 to 0xff", () => {
  const codes = [...accepted(syntax.value)].map((character) => character.charCodeAt(0));
  const visible = Array.from({ length: 0x7f - 0x20 }, (_, at) => 0x20 + at);
  const text = Array.from({ length: 0x80 }, (_, at) => 0x80 + at);
  assert.deepEqual(codes, [0x09, ...visible, ...text]);
  assert.equal(syntax.value.test(""), true);
});

Deno.test("syntax.target accepts visible ASCII only", () => {
  const codes = [...accepted(syntax.target)].map((character) => character.charCodeAt(0));
  assert.deepEqual(codes, Array.from({ length: 0x7f - 0x21 }, (_, at) => 0x21 + at));
  assert.equal(syntax.target.test(""), false);
});

Deno.test("syntax judges the whole text, a last line end included", () => {
  for (const pattern of Object.values(syntax)) {
    assert.equal(pattern.test("a\n"), false);
    assert.equal(pattern.test("a\nb"), false);
    assert.equal(pattern.test("\na"), false);
  }
});
