import assert from "node:assert/strict";
import { limits } from "../../lib/limits.ts";
import { createChunkedDecoder } from "../../lib/wire/chunked_decoder.ts";
import { encodeChunk, lastChunk } from "../../lib/wire/encode_chunk.ts";
import { assertProtocolError } from "../support/protocol_errors.ts";
import { bytesOf, randomPieces, seededRandom, textOf } from "../support/wire_bytes.ts";

const BODY =
  '5\r\nhello\r\nA;ext="v"\r\n, world\r\n!\r\n0\r\nX-Sum: 1\r\nHost: b\r\nx-sum:2\r\n\r\n';
const BEHIND = "GET / HTTP/1.1\r\n";

Deno.test("createChunkedDecoder() reads a body whole, with its trailers and what stands behind", () => {
  const decoder = createChunkedDecoder("agent");
  const data = decoder.push(bytesOf(BODY + BEHIND));
  assert.equal(textOf(...data), "hello, world\r\n!");
  assert.equal(decoder.done, true);
  assert.equal(textOf(decoder.rest), BEHIND);
  assert.deepEqual(decoder.trailers, [["X-Sum", "1"], ["x-sum", "2"]]);
  decoder.end();
  assert.deepEqual(decoder.push(bytesOf("more")), []);
  assert.equal(textOf(decoder.rest), `${BEHIND}more`);
});

Deno.test("createChunkedDecoder() reads a body byte by byte out of a buffer that is used again", () => {
  const decoder = createChunkedDecoder("agent");
  const buffer = new Uint8Array(1);
  let text = "";
  for (const [at, byte] of bytesOf(BODY).entries()) {
    assert.equal(decoder.done, false, `done before byte ${at}`);
    buffer[0] = byte;
    text += textOf(...decoder.push(buffer));
  }
  assert.equal(text, "hello, world\r\n!");
  assert.equal(decoder.done, true);
  assert.equal(decoder.rest.length, 0);
  assert.deepEqual(decoder.trailers, [["X-Sum", "1"], ["x-sum", "2"]]);
});

Deno.test("createChunkedDecoder() gives views of the caller's buffer, never copies", () => {
  const bytes = bytesOf("5\r\nhello\r\n0\r\n\r\n");
  const [slice] = createChunkedDecoder("agent").push(bytes);
  assert.equal(slice?.buffer, bytes.buffer);
  assert.equal(slice?.byteOffset, 3);
});

Deno.test("createChunkedDecoder() undoes encodeChunk() for any body in any pieces", () => {
  const random = seededRandom(7);
  for (let round = 0; round < 200; round++) {
    const body = Uint8Array.from({ length: random(3000) }, () => random(256));
    const chunks = randomPieces(body, random, 400).map(encodeChunk);
    const wire = bytesOf(textOf(...chunks, lastChunk([["A", "b"]])) + BEHIND);
    const decoder = createChunkedDecoder("upstream");
    const data = randomPieces(wire, random, 1 + random(200)).flatMap((piece) =>
      decoder.push(piece)
    );
    assert.equal(textOf(...data), textOf(body), `round ${round}`);
    assert.equal(decoder.done, true);
    assert.deepEqual(decoder.trailers, [["A", "b"]]);
    assert.equal(textOf(decoder.rest), BEHIND);
  }
});

Deno.test("createChunkedDecoder() takes every body that is cut short for broken", () => {
  for (let length = 0; length < BODY.length; length++) {
    const decoder = createChunkedDecoder("upstream");
    decoder.push(bytesOf(BODY.slice(0, length)));
    assert.equal(decoder.done, false);
    assertProtocolError(() => decoder.end(), "upstream", 502, `cut at ${length}`);
  }
});

const BAD = [
  "5\nhello\r\n",
  "5\r\nhelloX",
  "5\r\nhello\n",
  "5\r\nhello\rX",
  "5\r\nhello\r\r",
  "3\r\nhello\r\n",
  "0;\n",
  "0\n",
  "0\r\n\n",
  "0\r\nA: 1\n",
  "0\r\nA : 1\r\n\r\n",
  "0\r\nA: 1\r\n b\r\n\r\n",
  "0\r\nA: \x00\r\n\r\n",
  "0\r\nA\r\n\r\n",
  "\r\n0\r\n\r\n",
  "GET / HTTP/1.1\r\n",
  "20000000000000\r\n",
];

Deno.test("createChunkedDecoder() refuses broken chunks, whole and byte by byte, for good", () => {
  for (const text of BAD) {
    const label = JSON.stringify(text);
    const whole = createChunkedDecoder("agent");
    assertProtocolError(() => whole.push(bytesOf(text)), "agent", 400, label);
    assertProtocolError(() => whole.push(bytesOf("0\r\n\r\n")), "agent", 400, label);
    assertProtocolError(() => whole.end(), "agent", 400, label);
    assert.equal(whole.done, false);
    const slow = createChunkedDecoder("upstream");
    const feed = () => {
      for (const byte of bytesOf(text)) slow.push(Uint8Array.of(byte));
    };
    assertProtocolError(feed, "upstream", 502, label);
  }
});

Deno.test("createChunkedDecoder() bounds a line, also one without an end", () => {
  const line = "1;" + "x".repeat(limits.chunkLineBytes - 4) + "\r\n";
  const fits = createChunkedDecoder("agent");
  assert.equal(textOf(...fits.push(bytesOf(`${line}a`))), "a");
  for (const text of [`1;x${line.slice(2)}`, "1;" + "x".repeat(limits.chunkLineBytes)]) {
    assertProtocolError(() => createChunkedDecoder("agent").push(bytesOf(text)), "agent", 400);
  }
});

Deno.test("createChunkedDecoder() bounds the extensions of all chunks together", () => {
  const chunk = "1;" + "x".repeat(1000) + "\r\na\r\n";
  const most = Math.floor(limits.chunkExtensionBytes / 1001);
  const decoder = createChunkedDecoder("agent");
  assert.equal(decoder.push(bytesOf(chunk.repeat(most))).length, most);
  assertProtocolError(() => decoder.push(bytesOf(chunk)), "agent", 400);
});

Deno.test("createChunkedDecoder() bounds the trailers in bytes and in number", () => {
  const trailer = `a: ${"x".repeat(1000)}\r\n`;
  const bytes = bytesOf("0\r\n" + trailer.repeat(1 + limits.trailerBytes / 1000));
  assertProtocolError(() => createChunkedDecoder("agent").push(bytes), "agent", 431);
  const endless = bytesOf(`0\r\na: ${"x".repeat(limits.trailerBytes)}`);
  assertProtocolError(() => createChunkedDecoder("agent").push(endless), "agent", 400);
  const many = bytesOf(`0\r\n${"a: 1\r\n".repeat(limits.headFields + 1)}\r\n`);
  assertProtocolError(() => createChunkedDecoder("agent").push(many), "agent", 431);
});
