import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { limits } from "../../../lib/limits.ts";
import {
  BASE32_UPPER,
  BASE64_RUN,
  HEX_PAIRS,
  PLAIN_TEXT,
} from "../../../lib/scan/view/byte_classes.ts";
import { ByteSink } from "../../../lib/scan/view/byte_sink.ts";

Deno.test("ByteSink gives the same as bytes and as latin1 text, however much is added", () => {
  const sink = new ByteSink();
  for (let i = 0; i < 5000; i++) sink.add(i & 0xff);
  sink.addAll(new Uint8Array(3000).fill(0xe9));
  const { text, bytes } = sink.take();
  assert.equal(text.length, 8000);
  assert.equal(text, Buffer.from(bytes).toString("latin1"));
  assert.equal(text.charCodeAt(7999), 0xe9);
});

Deno.test("ByteSink.addCodePoint() writes UTF-8", () => {
  const sink = new ByteSink();
  for (const code of [0x41, 0xe9, 0x200b, 0x1f600]) sink.addCodePoint(code);
  assert.equal(Buffer.from(sink.take().bytes).toString("utf8"), "A\u00e9\u200b\u{1f600}");
});

Deno.test("ByteSink.endStretch() puts more between stretches than is passed over in a secret", () => {
  const sink = new ByteSink();
  sink.add(0x61);
  sink.endStretch();
  assert.ok(sink.length - 1 > limits.scanGapBytes);
  const classes = [BASE64_RUN, HEX_PAIRS, BASE32_UPPER, PLAIN_TEXT];
  const { bytes } = sink.take();
  for (const runs of classes) assert.ok(bytes.some((byte) => runs[byte] === 0), "a run goes on");
});

Deno.test("ByteSink.isVariedFrom() and cut() drop one character over and over", () => {
  const sink = new ByteSink();
  sink.addAll(new Uint8Array(20).fill(0x41));
  assert.equal(sink.isVariedFrom(0), false);
  sink.add(0x42);
  assert.equal(sink.isVariedFrom(0), true);
  sink.cut(5);
  assert.equal(sink.length, 5);
});
