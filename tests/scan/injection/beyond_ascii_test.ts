import assert from "node:assert/strict";
import { beyondAscii } from "../../../lib/scan/injection/beyond_ascii.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

Deno.test("beyondAscii() finds letters beyond ASCII with what stands round them, never half a character", () => {
  const bytes = bytesOf(`${"a".repeat(5000)}é${"日".repeat(200)}${"b".repeat(5000)}`);
  const stretches = beyondAscii(bytes, 0, bytes.length);
  assert.equal(stretches.length, 1);
  const [{ from, to } = { from: 0, to: 0 }] = stretches;
  const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(from, to));
  assert.ok(text.includes(`é${"日".repeat(200)}`));
  assert.ok(to - from < 4000);
});

Deno.test("beyondAscii() passes over typographic signs, but not over what does not show", () => {
  const quiet = bytesOf("It’s “fine” — really… 20 °C · © § → ✅ ⚠️ 🚀");
  assert.deepEqual(beyondAscii(quiet, 0, quiet.length), []);
  for (const char of ["\u200b", "\u202e", "\u00ad", "\u2063", "\u24d8", "\u{1f158}", "\u{e0041}"]) {
    const bytes = bytesOf(`ab${char}cd`);
    assert.equal(beyondAscii(bytes, 0, bytes.length).length, 1, char.codePointAt(0)?.toString(16));
  }
});

Deno.test("beyondAscii() takes along what stands before and behind a piece", () => {
  const bytes = bytesOf(`${"a".repeat(1024)}é${"b".repeat(5000)}`);
  const [stretch] = beyondAscii(bytes, 0, bytes.length);
  assert.ok((stretch?.from ?? 1024) <= 924, String(stretch?.from));
  assert.ok((stretch?.to ?? 0) >= 2148, String(stretch?.to));
});
