import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { PLAIN_TEXT } from "../../../lib/scan/view/byte_classes.ts";
import { ByteSink } from "../../../lib/scan/view/byte_sink.ts";
import { hexStretches } from "../../../lib/scan/view/hex_stretches.ts";
import { plainStretches } from "../../../lib/scan/view/plain_stretches.ts";
import { seeded } from "../../bench/conversation.ts";
import { asText } from "../../support/scan_samples.ts";

function stretches(hex: string): string {
  const sink = new ByteSink();
  const { bytes } = asText(hex);
  hexStretches(bytes, 0, bytes.length, sink);
  return sink.take().text;
}

Deno.test("hexStretches() decodes text among other bytes, in either case", () => {
  const hex = Buffer.from("\x80\xffa text of many\xf0\x01", "latin1").toString("hex");
  assert.ok(stretches(hex).startsWith("a text of many\n"));
  assert.ok(stretches(hex.toUpperCase()).startsWith("a text of many\n"));
});

Deno.test("hexStretches() passes over short stretches and one character over and over", () => {
  assert.equal(stretches(Buffer.from("short text\xff", "latin1").toString("hex")), "");
  assert.equal(stretches("41".repeat(100)), "");
});

Deno.test("hexStretches() finds what plainStretches() finds in the decoded bytes", () => {
  const random = seeded(12);
  let found = 0;
  for (let round = 0; round < 2000; round++) {
    const text = Array.from({ length: 1 + Math.floor(60 * random()) }, () => {
      const isText = random() < 0.95;
      return String.fromCharCode(isText ? 0x61 + Math.floor(3 * random()) : 0x80);
    });
    const bytes = Buffer.from(text.join(""), "latin1");
    const expected = new ByteSink();
    plainStretches(bytes, PLAIN_TEXT, expected);
    // A digit that is left over at the end belongs to no pair.
    const odd = random() < 0.5 ? "6" : "";
    const { text: wanted } = expected.take();
    assert.equal(stretches(bytes.toString("hex") + odd), wanted);
    if (wanted !== "") found++;
  }
  assert.ok(found > 200);
});
