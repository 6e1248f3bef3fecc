import assert from "node:assert/strict";
import { limits } from "../../lib/limits.ts";
import { looksLikeRequest, parseRequestHead } from "../../lib/wire/request_head.ts";
import { assertProtocolError } from "../support/protocol_errors.ts";
import { bytesOf } from "../support/wire_bytes.ts";

Deno.test("parseRequestHead() keeps everything as it stood on the wire", () => {
  const head =
    'PATCH http://a.example:80/x%2Fy?q=%20&{}|"<> HTTP/1.1\r\nhOST: a\r\nA: 1\r\nA:2\r\n\r\n';
  assert.deepEqual(parseRequestHead(bytesOf(head)), {
    method: "PATCH",
    target: 'http://a.example:80/x%2Fy?q=%20&{}|"<>',
    version: "1.1",
    fields: [["hOST", "a"], ["A", "1"], ["A", "2"]],
  });
});

Deno.test("parseRequestHead() takes every target form, HTTP/1.0 and methods in lower case", () => {
  for (const line of ["CONNECT a:443 HTTP/1.1", "OPTIONS * HTTP/1.0", "get / HTTP/1.1"]) {
    const [method, target, version] = line.split(" ");
    const head = parseRequestHead(bytesOf(`${line}\r\n\r\n`));
    assert.deepEqual([head.method, head.target], [method, target]);
    assert.equal(`HTTP/${head.version}`, version);
    assert.deepEqual(head.fields, []);
  }
});

Deno.test("parseRequestHead() skips the bounded number of empty lines before it", () => {
  const empty = "\r\n".repeat(limits.leadingEmptyLines);
  assert.equal(parseRequestHead(bytesOf(`${empty}GET / HTTP/1.1\r\n\r\n`)).method, "GET");
  assertProtocolError(
    () => parseRequestHead(bytesOf(`${empty}\r\nGET / HTTP/1.1\r\n\r\n`)),
    "agent",
    400,
  );
});

const BAD_LINES: Record<string, number> = {
  "GET /": 400,
  "GET": 400,
  "": 400,
  "GET  / HTTP/1.1": 400,
  "GET /  HTTP/1.1": 400,
  "GET / HTTP/1.1 ": 400,
  " GET / HTTP/1.1": 400,
  "GET\t/\tHTTP/1.1": 400,
  "GET\t/ HTTP/1.1": 400,
  "GET /secret value HTTP/1.1": 400,
  "GET /a\tb HTTP/1.1": 400,
  "GET /\x00 HTTP/1.1": 400,
  "GET /\x0b HTTP/1.1": 400,
  "GET /\x7f HTTP/1.1": 400,
  "GET /\xfc HTTP/1.1": 400,
  "GET /\r HTTP/1.1": 400,
  "GET / HTTP/1.1\rX: 1": 400,
  "GET / HTTP/1.1\nX: 1": 400,
  "GET / http/1.1": 400,
  "GET / HTTP/1": 400,
  "GET / HTTP/1.10": 400,
  "GET / HTTP/01.1": 400,
  "GET / HTTP/1.1;": 400,
  "GET / HTTPS/1.1": 400,
  "GET / ICY/1.1": 400,
  "G(T / HTTP/1.1": 400,
  "G\x00T / HTTP/1.1": 400,
  "SSH-2.0-OpenSSH_9.2p1 Debian-2": 400,
  "\x16\x03\x01\x02\x00\x01\x00": 400,
  "GET / HTTP/0.9": 505,
  "GET / HTTP/1.2": 505,
  "PRI * HTTP/2.0": 505,
};

Deno.test("parseRequestHead() refuses every other request line with the status that fits", () => {
  for (const [line, status] of Object.entries(BAD_LINES)) {
    const head = bytesOf(`${line}\r\nHost: a\r\n\r\n`);
    const label = JSON.stringify(line);
    const words = assertProtocolError(() => parseRequestHead(head), "agent", status, label);
    assert.equal(words.includes("secret"), false);
  }
});

Deno.test("parseRequestHead() answers a long method with 501, a long target with 414", () => {
  const parse = (method: string, target: string) =>
    parseRequestHead(bytesOf(`${method} ${target} HTTP/1.1\r\n\r\n`));
  assert.equal(parse("M".repeat(limits.methodBytes), "/").target, "/");
  assertProtocolError(() => parse("M".repeat(limits.methodBytes + 1), "/"), "agent", 501);
  assert.equal(parse("GET", "/".repeat(limits.targetBytes)).method, "GET");
  assertProtocolError(() => parse("GET", "/".repeat(limits.targetBytes + 1)), "agent", 414);
});

Deno.test("parseRequestHead() refuses a head that is too large, cut off, or not alone", () => {
  const large = `GET / HTTP/1.1\r\na: ${"x".repeat(limits.headBytes)}\r\n\r\n`;
  assertProtocolError(() => parseRequestHead(bytesOf(large)), "agent", 431);
  const whole = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  for (let length = 0; length < whole.length; length++) {
    const cut = bytesOf(whole.slice(0, length));
    assertProtocolError(() => parseRequestHead(cut), "agent", 400, `cut at ${length}`);
  }
  assertProtocolError(() => parseRequestHead(bytesOf(`${whole}x`)), "agent", 400);
  assertProtocolError(() => parseRequestHead(bytesOf(whole + whole)), "agent", 400);
});

Deno.test("looksLikeRequest() holds for every beginning of a request", () => {
  const requests = [
    "\r\n\r\nGET /a?b HTTP/1.1\r\nHost: a\r\n\r\n",
    "CONNECT [::1]:443 HTTP/1.0\r\n\r\nbehind\n",
    "patch http://a/ HTTP/1.1\r\nbad header\n",
    "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  ];
  for (const request of requests) {
    for (let length = 0; length <= request.length; length++) {
      const part = request.slice(0, length);
      assert.equal(looksLikeRequest(bytesOf(part)), true, JSON.stringify(part));
    }
  }
  assert.equal(looksLikeRequest(bytesOf(`GET /${"x".repeat(limits.targetBytes - 1)}`)), true);
});

Deno.test("looksLikeRequest() fails at the very byte that rules a request out", () => {
  const garbage = [
    "\x16",
    "\x00",
    "{",
    "\n",
    "\rG",
    " ",
    "SSH-",
    "GET\t",
    "GET\r",
    "GET  ",
    "GET /\x00",
    "GET /\xff",
    "GET / X",
    "GET / HTTX",
    "GET / HTTP/x",
    "GET / HTTP/1.1 ",
    "GET / HTTP/1.12",
    "GET / HTTP/1.1\n",
    "GET / HTTP/1.1\rX",
    "GET / HTTP/1.\r\n",
    "GET /\r\n",
    "GET /\n",
    "M".repeat(limits.methodBytes + 1),
    "\r\n".repeat(limits.leadingEmptyLines) + "\r",
  ];
  for (const text of garbage) {
    const bytes = bytesOf(text);
    assert.equal(looksLikeRequest(bytes), false, JSON.stringify(text));
    const before = bytes.subarray(0, -1);
    // A CR is judged with what follows it, so the byte before may already be the wrong one.
    if (!text.endsWith("\r\n")) assert.equal(looksLikeRequest(before), true, JSON.stringify(text));
  }
});
