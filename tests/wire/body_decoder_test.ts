import assert from "node:assert/strict";
import { type BodyDecoder, createBodyDecoder } from "../../lib/wire/body_decoder.ts";
import { assertProtocolError } from "../support/protocol_errors.ts";
import { bytesOf, randomPieces, seededRandom, textOf } from "../support/wire_bytes.ts";

function pushText(decoder: BodyDecoder, text: string): string {
  return textOf(...decoder.push(bytesOf(text)));
}

Deno.test("createBodyDecoder() is done at once where there is no body", () => {
  for (const framing of [{ kind: "none" }, { kind: "length", length: 0 }] as const) {
    const decoder = createBodyDecoder(framing, "agent");
    assert.equal(decoder.done, true);
    assert.equal(decoder.rest.length, 0);
    decoder.end();
    assert.deepEqual(decoder.push(bytesOf("next")), []);
    assert.equal(textOf(decoder.rest), "next");
  }
});

Deno.test("createBodyDecoder() reads a length, whole and with bytes behind", () => {
  const decoder = createBodyDecoder({ kind: "length", length: 5 }, "agent");
  assert.equal(pushText(decoder, "hel"), "hel");
  assert.equal(decoder.done, false);
  assert.equal(decoder.rest.length, 0);
  assert.equal(pushText(decoder, "loGET"), "lo");
  assert.equal(decoder.done, true);
  assert.equal(textOf(decoder.rest), "GET");
  assert.deepEqual(decoder.push(bytesOf(" /")), []);
  assert.equal(textOf(decoder.rest), "GET /");
  assert.deepEqual(decoder.trailers, []);
  decoder.end();
});

Deno.test("createBodyDecoder() takes a body shorter than its length for broken", () => {
  const agent = createBodyDecoder({ kind: "length", length: 5 }, "agent");
  agent.push(bytesOf("hell"));
  assertProtocolError(() => agent.end(), "agent", 400);
  const upstream = createBodyDecoder({ kind: "length", length: 5 }, "upstream");
  assertProtocolError(() => upstream.end(), "upstream", 502);
});

Deno.test("createBodyDecoder() reads to the connection's end", () => {
  const decoder = createBodyDecoder({ kind: "close" }, "upstream");
  assert.equal(pushText(decoder, "a") + pushText(decoder, "") + pushText(decoder, "b"), "ab");
  assert.equal(decoder.done, false);
  decoder.end();
  assert.equal(decoder.done, true);
  assert.equal(decoder.rest.length, 0);
});

Deno.test("createBodyDecoder() reads chunks", () => {
  const decoder = createBodyDecoder({ kind: "chunked" }, "agent");
  assert.equal(pushText(decoder, "2\r\nhi\r\n0\r\n\r\nrest"), "hi");
  assert.equal(decoder.done, true);
  assert.equal(textOf(decoder.rest), "rest");
});

Deno.test("createBodyDecoder() gives views, never copies and never empty ones", () => {
  const bytes = bytesOf("abc");
  for (const framing of [{ kind: "length", length: 9 }, { kind: "close" }] as const) {
    const decoder = createBodyDecoder(framing, "upstream");
    assert.deepEqual(decoder.push(new Uint8Array(0)), []);
    assert.equal(decoder.push(bytes)[0]?.buffer, bytes.buffer);
  }
});

Deno.test("createBodyDecoder() gives the same body however the bytes are cut", () => {
  const random = seededRandom(11);
  for (let round = 0; round < 200; round++) {
    const wire = Uint8Array.from({ length: random(500) }, () => random(256));
    const length = random(wire.length + 1);
    const decoder = createBodyDecoder({ kind: "length", length }, "agent");
    const data = randomPieces(wire, random, 1 + random(40)).flatMap((piece) => decoder.push(piece));
    assert.equal(textOf(...data), textOf(wire.subarray(0, length)));
    assert.equal(textOf(decoder.rest), textOf(wire.subarray(length)));
    assert.equal(decoder.done, true);
  }
});
