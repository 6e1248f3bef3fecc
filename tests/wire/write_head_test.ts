import assert from "node:assert/strict";
import type { Field } from "../../lib/wire/field.ts";
import { parseRequestHead } from "../../lib/wire/request_head.ts";
import { parseResponseHead } from "../../lib/wire/response_head.ts";
import { fieldLines, writeRequestHead, writeResponseHead } from "../../lib/wire/write_head.ts";
import { seededRandom, textOf } from "../support/wire_bytes.ts";

const TOKEN = "!#$%&'*+-.^_`|~09AZaz";
const random = seededRandom(9112);

function randomText(alphabet: string, longest: number): string {
  let text = "";
  for (let left = 1 + random(longest); left > 0; left--) text += alphabet[random(alphabet.length)];
  return text;
}

function randomFields(): Field[] {
  const value = String.fromCharCode(...Array.from({ length: 95 }, (_, at) => 0x20 + at)) +
    "\t\x80\xff";
  return Array.from(
    { length: random(8) },
    () => [randomText(TOKEN, 12), randomText(value, 30).replace(/^[ \t]+|[ \t]+$/g, "")],
  );
}

Deno.test("writeRequestHead() writes the start line, the fields as given and the empty line", () => {
  const head = writeRequestHead("GET", "/a?b", [["hOsT", "a"], ["X", ""], ["x", "\xe9"]]);
  assert.equal(textOf(head), "GET /a?b HTTP/1.1\r\nhOsT: a\r\nX: \r\nx: \xe9\r\n\r\n");
});

Deno.test("writeRequestHead() is undone by parseRequestHead() for any sound head", () => {
  for (let round = 0; round < 300; round++) {
    const head = {
      method: randomText(TOKEN, 8),
      target: randomText("/%2f?=&:@[]{}|~", 20),
      version: "1.1" as const,
      fields: randomFields(),
    };
    assert.deepEqual(
      parseRequestHead(writeRequestHead(head.method, head.target, head.fields)),
      head,
    );
  }
});

Deno.test("writeResponseHead() is undone by parseResponseHead() for any sound head", () => {
  for (let round = 0; round < 300; round++) {
    const head = {
      version: "1.1" as const,
      status: 100 + random(900),
      reason: random(3) === 0 ? "" : randomText("OK not found\t\xe9", 12),
      fields: randomFields(),
    };
    assert.deepEqual(parseResponseHead(writeResponseHead(head)), head);
  }
});

Deno.test("writeResponseHead() always says HTTP/1.1", () => {
  const head = writeResponseHead({ version: "1.0", status: 204, reason: "", fields: [] });
  assert.equal(textOf(head), "HTTP/1.1 204 \r\n\r\n");
});

// U+010D and U+010A become CR and LF when their high byte is cut off.
const BREAKS = ["\r", "\n", "\0", "\r\nX: 1", "\u010d\u010aX: 1", "\u2028", "\x7f", "\x0b"];

Deno.test("writeRequestHead() throws where a part could break out of its line", () => {
  for (const text of BREAKS) {
    assert.throws(() => writeRequestHead(`GET${text}`, "/", []), TypeError);
    assert.throws(() => writeRequestHead("GET", `/${text}`, []), TypeError);
    assert.throws(() => writeRequestHead("GET", "/", [["a", `1${text}`]]), TypeError);
    assert.throws(() => writeRequestHead("GET", "/", [[`a${text}`, "1"]]), TypeError);
  }
  for (const part of ["", "a b", "a "]) {
    assert.throws(() => writeRequestHead(part, "/", []), TypeError);
    assert.throws(() => writeRequestHead("GET", part, []), TypeError);
    assert.throws(() => writeRequestHead("GET", "/", [[part, "1"]]), TypeError);
  }
  assert.throws(() => writeRequestHead("GET", "/", [["a:", "1"]]), TypeError);
  assert.throws(() => writeRequestHead("GET", "/\xff", []), TypeError);
});

Deno.test("writeResponseHead() throws where a part could break out of its line", () => {
  const head = { version: "1.1" as const, status: 200, reason: "OK", fields: [] };
  for (const text of BREAKS) {
    assert.throws(() => writeResponseHead({ ...head, reason: text }), TypeError);
    assert.throws(() => writeResponseHead({ ...head, fields: [["a", text]] }), TypeError);
  }
  for (const status of [0, 99, 1000, 200.5, NaN]) {
    assert.throws(() => writeResponseHead({ ...head, status }), TypeError);
  }
});

Deno.test("fieldLines() does not show the value that it refuses", () => {
  assert.throws(
    () => fieldLines([["Authorization", "secret-value\n"]]),
    (error: Error) => error.message.includes("Authorization") && !error.message.includes("secret"),
  );
});
