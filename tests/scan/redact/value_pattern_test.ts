import assert from "node:assert/strict";
import { limits } from "../../../lib/limits.ts";
import { valuePattern } from "../../../lib/scan/redact/value_pattern.ts";

const VALUE = 'tok/live+"1&2"<é>';

function latin(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");
}

function isFound(value: string, text: string): boolean {
  return text.replace(valuePattern(latin(value)), "") === "";
}

Deno.test("valuePattern() finds a value in every writing", () => {
  const percent = encodeURIComponent(VALUE);
  const escaped = JSON.stringify(VALUE).slice(1, -1);
  const ascii = VALUE.replace("é", "");
  const unicode = Array.from(
    ascii,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0").toUpperCase()}`,
  ).join("");
  const entities = Array.from(ascii, (c) => `&#x${c.charCodeAt(0).toString(16)};`).join("");
  const decimal = Array.from(ascii, (c) => `&#${c.charCodeAt(0)};`).join("");
  for (
    const text of [VALUE, percent, encodeURIComponent(percent), percent.toLowerCase(), escaped]
  ) {
    assert.ok(isFound(VALUE, latin(text)), text);
  }
  for (
    const text of [
      unicode,
      entities,
      decimal,
      JSON.stringify(escaped).slice(1, -1).replace("é", ""),
    ]
  ) {
    assert.ok(isFound(ascii, text), text);
  }
  assert.ok(isFound("a b", "a+b") && isFound("a b", "a%20b"));
  assert.ok(isFound('a"<b', "a&quot;&lt;b"));
});

Deno.test("valuePattern() finds a value of several lines with its line ends escaped", () => {
  const value = `-----BEGIN KEY-----\n${"AbC/".repeat(400)}\n-----END KEY-----`;
  for (
    const text of [
      value,
      value.replaceAll("\n", "\\n"),
      value.replaceAll("/", "\\/"),
      encodeURIComponent(value),
    ]
  ) {
    assert.ok(isFound(value, text));
  }
});

Deno.test("valuePattern() finds nothing else", () => {
  assert.ok(!valuePattern("a.c").test("abc"));
  assert.ok(!valuePattern("tok_live").test("TOK_LIVE"));
  assert.ok(!valuePattern("a(b)").test("ab"));
});

Deno.test("valuePattern() takes no long time over many signs with two readings", () => {
  for (const sign of ["\\", "%", "%25", "&", "\\\\"]) {
    const text = sign.repeat(20_000);
    const start = performance.now();
    text.replace(valuePattern(`${sign.repeat(40)}x`), "");
    text.replace(valuePattern(`${sign.repeat(5)}x`), "");
    assert.ok(performance.now() - start < 1000, sign);
  }
});

Deno.test("valuePattern() is understood however long and full of signs a value is", () => {
  for (
    const value of ["-".repeat(1000) + "a", "-".repeat(20_000), "a".repeat(limits.redactValueBytes)]
  ) {
    assert.ok(valuePattern(value).test(value));
    assert.ok(!valuePattern(value).test(value.slice(1)));
  }
});
