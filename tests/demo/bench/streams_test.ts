import assert from "node:assert/strict";
import { countEvents } from "../../bench/count_events.ts";
import { chunkOf, sseEvents } from "../../bench/sse_events.ts";

Deno.test("countEvents() counts the same for every split of a stream into two pieces", () => {
  const stream = sseEvents(4).map(chunkOf).join("");
  const bytes = new TextEncoder().encode(stream);
  assert.equal(countEvents()(bytes), 4);
  for (let at = 0; at <= bytes.length; at++) {
    const count = countEvents();
    assert.equal(count(bytes.subarray(0, at)) + count(bytes.subarray(at)), 4, `split at ${at}`);
  }
});

Deno.test("countEvents() counts the same byte by byte", () => {
  const count = countEvents();
  const bytes = new TextEncoder().encode(sseEvents(3).map(chunkOf).join(""));
  const counts = Array.from(bytes, (byte) => count(Uint8Array.of(byte)));
  assert.equal(counts.reduce((sum, one) => sum + one), 3);
});

Deno.test("sseEvents() are events of JSON that carry a text in turn", () => {
  const events = sseEvents(50);
  const texts = events.map((event) => {
    const [first, data = "", ...rest] = event.split("\n");
    assert.equal(first, "event: content_block_delta");
    assert.deepEqual(rest, ["", ""]);
    return JSON.parse(data.slice("data: ".length)).delta.text;
  });
  assert.ok(new Set(texts).size > 40);
});

Deno.test("chunkOf() is one chunk of HTTP/1.1", () => {
  assert.equal(chunkOf("sixteen letters."), "10\r\nsixteen letters.\r\n");
});

Deno.test("countEvents() takes no line feed for the end of two events", () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  assert.equal(countEvents()(bytes("data: a\n\n\ndata: b\n\n")), 2);
  const count = countEvents();
  assert.deepEqual(["data: a\n", "\n", "\n", "", "\n"].map((piece) => count(bytes(piece))), [
    ...[0, 1, 0, 0, 1],
  ]);
});
