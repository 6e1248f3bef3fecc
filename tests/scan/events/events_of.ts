import { Buffer } from "node:buffer";
import type { EventSplitter, StreamEvent } from "../../../lib/scan/events/stream_event.ts";
import { seeded } from "../../bench/conversation.ts";
import { cut } from "../../support/scan_stages.ts";

/** All events of a stream that comes in pieces of `size` bytes. */
export function eventsOf(
  splitter: EventSplitter,
  stream: string | Uint8Array,
  size: number,
): StreamEvent[] {
  const events: StreamEvent[] = [];
  for (const piece of cut(Buffer.from(stream), size)) events.push(...splitter.push(piece));
  events.push(...splitter.end());
  return events;
}

/** What the events carry. */
export function dataOf(splitter: EventSplitter, stream: string | Uint8Array, size = 1e6): string[] {
  return eventsOf(splitter, stream, size).map(({ data }) => data);
}

/** Pieces of one to `most` bytes. */
export function* randomPieces(bytes: Uint8Array, seed: number, most: number) {
  const random = seeded(seed);
  for (let at = 0; at < bytes.length;) {
    const length = 1 + Math.floor(random() * most);
    yield bytes.subarray(at, at + length);
    at += length;
  }
}
