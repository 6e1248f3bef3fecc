import { Reader } from "../../lib/proxy/reader.ts";
import { createHeldBodies } from "../../lib/proxy/held_bodies.ts";
import { createSide, type Side } from "../../lib/proxy/websocket/side.ts";
import type { Sender } from "../../lib/wire/websocket/message.ts";
import { createMessageDecoder } from "../../lib/wire/websocket/message_decoder.ts";
import { type FakeStream, fakeStream } from "./fake_stream.ts";
import { type ManualClocks, manualClocks } from "./manual_clocks.ts";
import { frameBytes, TEST_MASK, type TestFrame } from "./websocket_frames.ts";
import { bytesOf, textOf } from "./wire_bytes.ts";

/** A side of a WebSocket on a fake stream. */
export interface TestSide {
  readonly side: Side;
  readonly stream: FakeStream;
  readonly clocks: ManualClocks;
  /** The peer sends these frames in one piece, masked as it has to. */
  says(...frames: TestFrame[]): void;
  /** What the peer got, as kind and payload. */
  readonly got: readonly (readonly [string, string])[];
}

export function testSide(peer: Sender, heldBytes?: number): TestSide {
  const stream = fakeStream();
  const clocks = manualClocks();
  const side = createSide({
    peer,
    stream,
    reader: new Reader(stream),
    watch: clocks.watch(() => stream.close()),
    stallMs: 60_000,
    share: createHeldBodies(heldBytes).share(),
  });
  return {
    side,
    stream,
    clocks,
    says: (...frames) => stream.feed(wireFrames(frames, peer)),
    get got() {
      return readMessages(stream.written, peer);
    },
  };
}

/** Frames as this peer writes them, in one piece. */
export function wireFrames(frames: readonly TestFrame[], peer: Sender): Uint8Array {
  const mask = peer === "client" ? TEST_MASK : undefined;
  return bytesOf(textOf(...frames.map((frame) => frameBytes(frame, mask))));
}

/** The messages in what was written to this peer. */
export function readMessages(written: string, peer: Sender): [kind: string, payload: string][] {
  const decoder = createMessageDecoder(peer === "client" ? "server" : "client", 64 * 1024 * 1024);
  decoder.push(bytesOf(written));
  const messages: [string, string][] = [];
  for (let next = decoder.next(); next !== undefined; next = decoder.next()) {
    messages.push([next.kind, textOf(next.payload)]);
  }
  return messages;
}
