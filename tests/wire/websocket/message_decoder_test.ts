import assert from "node:assert/strict";
import type { Sender } from "../../../lib/wire/websocket/message.ts";
import { createMessageDecoder } from "../../../lib/wire/websocket/message_decoder.ts";
import { WebSocketError } from "../../../lib/wire/websocket/websocket_error.ts";
import { webSocketCases } from "../../support/websocket_cases.ts";
import { frameBytes, TEST_MASK, type TestFrame } from "../../support/websocket_frames.ts";
import { hexBytes, randomPieces, seededRandom, textOf } from "../../support/wire_bytes.ts";

const MOST = 1024 * 1024;

/** Everything that is understood of the pieces, and the error's code at the end. */
function decoded(pieces: Iterable<Uint8Array>, from: Sender, most = MOST) {
  const decoder = createMessageDecoder(from, most);
  const messages: [string, string][] = [];
  let code: number | undefined;
  try {
    for (const piece of pieces) {
      decoder.push(piece);
      for (let next = decoder.next(); next !== undefined; next = decoder.next()) {
        messages.push([next.kind, textOf(next.payload)]);
      }
    }
  } catch (error) {
    if (!(error instanceof WebSocketError)) throw error;
    code = error.code;
  }
  return { messages, code, decoder };
}

function wire(frames: readonly TestFrame[], from: Sender): Uint8Array {
  const parts = frames.map((frame) => frameBytes(frame, from === "client" ? TEST_MASK : undefined));
  const bytes = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

const random = seededRandom(6455);
const CUTS: readonly (readonly [string, (bytes: Uint8Array) => Iterable<Uint8Array>])[] = [
  ["whole", (bytes) => [bytes]],
  ["byte by byte", function* (bytes) {
    for (let at = 0; at < bytes.length; at++) yield bytes.subarray(at, at + 1);
  }],
  ["cut anywhere", (bytes) => randomPieces(bytes, random, 997)],
];

for (const from of ["client", "server"] as const) {
  for (const [how, cut] of CUTS) {
    Deno.test(`createMessageDecoder() reads the frames of a ${from}, ${how}`, () => {
      for (const { name, frames, messages, fails } of webSocketCases) {
        const given = decoded(cut(wire(frames, from)), from);
        assert.deepEqual(given.messages, messages, name);
        assert.equal(given.code, fails, name);
      }
    });
  }
}

Deno.test("createMessageDecoder() wants a client's frames masked and a server's not", () => {
  const masked = frameBytes({ opcode: 1, payload: "a" }, TEST_MASK);
  const plain = frameBytes({ opcode: 1, payload: "a" });
  assert.equal(decoded([plain], "client").code, 1002);
  assert.equal(decoded([masked], "server").code, 1002);
});

Deno.test("createMessageDecoder() fails as soon as a head shows what is wrong", () => {
  for (const [hex, from] of [["f1", "server"], ["83", "client"], ["8100", "client"]] as const) {
    assert.equal(decoded([hexBytes(hex)], from).code, 1002, hex);
  }
});

Deno.test("createMessageDecoder() refuses a length of which the highest bit is set, or that nobody can hold", () => {
  assert.equal(decoded([hexBytes("82 7f 80 00 00 00 00 00 00 01")], "server").code, 1002);
  assert.equal(decoded([hexBytes("82 7f 7f ff ff ff ff ff ff ff")], "server").code, 1009);
  assert.equal(decoded([hexBytes("82 7f 00 00 00 00 00 10 00 01")], "server").code, 1009);
});

Deno.test("createMessageDecoder() bounds a message, all its fragments together, by what is announced", () => {
  const first = frameBytes({ opcode: 2, fin: false, payload: "a".repeat(6) });
  const fits = decoded([first, frameBytes({ opcode: 0, payload: "a".repeat(4) })], "server", 10);
  assert.deepEqual(fits.messages, [["binary", "a".repeat(10)]]);
  // Of the fragment that is too much only the head has come.
  const over = frameBytes({ opcode: 0, payload: "a".repeat(5) }).subarray(0, 2);
  assert.equal(decoded([first, over], "server", 10).code, 1009);
  // Control frames count for themselves, and the next message begins anew.
  const again = [first, frameBytes({ opcode: 9, payload: "a".repeat(125) })];
  assert.equal(decoded(again, "server", 10).code, undefined);
});

Deno.test("createMessageDecoder() takes up no memory for what is only announced", () => {
  const { decoder } = decoded([hexBytes("82 7f 00 00 00 00 00 0f ff ff 61 62")], "server");
  assert.equal(decoder.heldBytes, 2);
});

Deno.test("createMessageDecoder() says its error again, and reads nothing behind it", () => {
  const { decoder } = decoded([frameBytes({ opcode: 3 })], "server");
  decoder.push(frameBytes({ opcode: 1, payload: "a" }));
  assert.throws(() => decoder.next(), { name: "WebSocketError", code: 1002 });
});
