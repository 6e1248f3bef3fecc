import assert from "node:assert/strict";
import { limits } from "../../lib/limits.ts";
import { findHeadEnd } from "../../lib/wire/head_end.ts";
import { assertProtocolError } from "../support/protocol_errors.ts";
import { bytesOf } from "../support/wire_bytes.ts";

const HEAD = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

Deno.test("findHeadEnd() finds the end of a whole head, with and without bytes behind", () => {
  assert.equal(findHeadEnd(bytesOf(HEAD), 0, "agent"), HEAD.length);
  assert.equal(findHeadEnd(bytesOf(`${HEAD}\n\rbody\r\n\r\n`), 0, "agent"), HEAD.length);
  assert.equal(findHeadEnd(bytesOf("GET / HTTP/1.1\r\n\r\n"), 0, "agent"), 18);
  assert.equal(findHeadEnd(new Uint8Array(0), 0, "agent"), -1);
});

Deno.test("findHeadEnd() finds the end byte by byte and across any border", () => {
  for (const lead of ["", "\r\n", "\r\n\r\n"]) {
    const bytes = bytesOf(lead + HEAD);
    for (let length = 0; length < bytes.length; length++) {
      const from = Math.max(0, length - 1);
      assert.equal(findHeadEnd(bytes.subarray(0, length), from, "agent"), -1, `${length}`);
      assert.equal(findHeadEnd(bytes, length, "agent"), bytes.length, `from ${length}`);
    }
    assert.equal(findHeadEnd(bytes, bytes.length - 1, "agent"), bytes.length);
  }
});

Deno.test("findHeadEnd() refuses a bare LF or CR at the byte that shows it", () => {
  const bad = [
    "GET / HTTP/1.1\n",
    "\n",
    "\r\n\n",
    "GET / HTTP/1.1\r\nHost: a\n",
    "GET / HTTP/1.1\r\n\n",
    "GET / HTTP/1.1\rX",
    "GET / HTTP/1.1\r\r",
    "\rG",
    "GET / HTTP/1.1\r\nHost: a\r\n\rX",
  ];
  for (const text of bad) {
    const bytes = bytesOf(text);
    const label = JSON.stringify(text);
    const words = assertProtocolError(() => findHeadEnd(bytes, 0, "agent"), "agent", 400, label);
    assert.match(words, /bare (LF|CR)/, label);
    assertProtocolError(() => findHeadEnd(bytes, bytes.length - 1, "agent"), "agent", 400, label);
    assertProtocolError(() => findHeadEnd(bytes, 0, "upstream"), "upstream", 502, label);
    assert.equal(findHeadEnd(bytes.subarray(0, -1), 0, "agent"), -1, label);
  }
});

Deno.test("findHeadEnd() allows the agent a few empty lines first, and the upstream none", () => {
  const most = "\r\n".repeat(limits.leadingEmptyLines);
  assert.equal(findHeadEnd(bytesOf(most), 0, "agent"), -1);
  assertProtocolError(() => findHeadEnd(bytesOf(`${most}\r\n`), 0, "agent"), "agent", 400);
  assertProtocolError(() => findHeadEnd(bytesOf("\r\nHTTP/1.1"), 0, "upstream"), "upstream", 502);
});

Deno.test("findHeadEnd() bounds the head: 414 for its first line, 431 for its fields", () => {
  const line = "GET / HTTP/1.1\r\n";
  const fill = (length: number) => `a: ${"x".repeat(length - line.length - 3 - 4)}\r\n\r\n`;
  const largest = line + fill(limits.headBytes);
  assert.equal(findHeadEnd(bytesOf(largest), 0, "agent"), limits.headBytes);
  const larger = bytesOf(line + fill(limits.headBytes + 1));
  assertProtocolError(() => findHeadEnd(larger, 0, "agent"), "agent", 431);
  assertProtocolError(() => findHeadEnd(larger.subarray(0, -1), 0, "agent"), "agent", 431);
  assert.equal(findHeadEnd(larger.subarray(0, -2), 0, "agent"), -1);
  assertProtocolError(() => findHeadEnd(larger, 0, "upstream"), "upstream", 502);
  const target = bytesOf(`GET /${"x".repeat(limits.headBytes)}`);
  assertProtocolError(() => findHeadEnd(target, 0, "agent"), "agent", 414);
  assertProtocolError(() => findHeadEnd(target, 0, "upstream"), "upstream", 502);
});
