import assert from "node:assert/strict";
import { limits } from "../../lib/limits.ts";
import { parseResponseHead } from "../../lib/wire/response_head.ts";
import { assertProtocolError } from "../support/protocol_errors.ts";
import { bytesOf } from "../support/wire_bytes.ts";

Deno.test("parseResponseHead() keeps everything as it stood on the wire", () => {
  const head = "HTTP/1.1 200 Tr\xe8s  bien\t\r\nset-COOKIE: a\r\nSet-Cookie: b\r\n\r\n";
  assert.deepEqual(parseResponseHead(bytesOf(head)), {
    version: "1.1",
    status: 200,
    reason: "Tr\xe8s  bien\t",
    fields: [["set-COOKIE", "a"], ["Set-Cookie", "b"]],
  });
});

Deno.test("parseResponseHead() takes statuses 100 to 999, HTTP/1.0 and an absent reason", () => {
  for (const [line, status] of [["100 Continue", 100], ["999 ", 999], ["304", 304]] as const) {
    const head = parseResponseHead(bytesOf(`HTTP/1.0 ${line}\r\n\r\n`));
    assert.deepEqual([head.version, head.status], ["1.0", status]);
  }
  assert.equal(parseResponseHead(bytesOf("HTTP/1.1 304\r\n\r\n")).reason, "");
  assert.equal(parseResponseHead(bytesOf("HTTP/1.1 304 \r\n\r\n")).reason, "");
});

Deno.test("parseResponseHead() refuses every other status line as the upstream's fault", () => {
  const lines = [
    "",
    "HTTP/1.1",
    "HTTP/1.1 ",
    "HTTP/1.1 20 OK",
    "HTTP/1.1 099 OK",
    "HTTP/1.1 2000 OK",
    "HTTP/1.1 +20 OK",
    "HTTP/1.1 2e2 OK",
    "HTTP/1.1  200 OK",
    "HTTP/1.1\t200 OK",
    "HTTP/1.1 200\tOK",
    "HTTP/1.1 200OK",
    " HTTP/1.1 200 OK",
    "http/1.1 200 OK",
    "HTTP/2.0 200 OK",
    "HTTP/1.2 200 OK",
    "HTTP/0.9 200 OK",
    "ICY 200 OK",
    "HTTP/1.1 200 a\x00b",
    "HTTP/1.1 200 a\x1bb",
    "HTTP/1.1 200 a\rb",
    "HTTP/1.1 200 a\nb",
    "\x15\x03\x01\x00\x02",
    "<html>",
  ];
  for (const line of lines) {
    const head = bytesOf(`${line}\r\nA: 1\r\n\r\n`);
    assertProtocolError(() => parseResponseHead(head), "upstream", 502, JSON.stringify(line));
  }
});

Deno.test("parseResponseHead() refuses a head that is too large, cut off, or not alone", () => {
  const whole = "HTTP/1.1 200 OK\r\nA: 1\r\n\r\n";
  for (let length = 0; length < whole.length; length++) {
    const cut = bytesOf(whole.slice(0, length));
    assertProtocolError(() => parseResponseHead(cut), "upstream", 502, `cut at ${length}`);
  }
  assertProtocolError(() => parseResponseHead(bytesOf(`${whole}x`)), "upstream", 502);
  const large = `HTTP/1.1 200 OK\r\na: ${"x".repeat(limits.headBytes)}\r\n\r\n`;
  assertProtocolError(() => parseResponseHead(bytesOf(large)), "upstream", 502);
});
