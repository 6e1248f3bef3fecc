import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { base64Stretches } from "../../../lib/scan/view/base64_stretches.ts";
import { ByteSink } from "../../../lib/scan/view/byte_sink.ts";
import { readSextets } from "../../../lib/scan/view/read_sextets.ts";
import { seeded } from "../../bench/conversation.ts";
import { asText, utf8 } from "../../support/scan_samples.ts";

function decoded(base64: string): string {
  const sextets = new Uint8Array(base64.length);
  const count = readSextets(asText(base64).bytes, 0, base64.length, sextets);
  const sink = new ByteSink();
  base64Stretches(sextets, count, sink);
  return sink.take().text;
}

function encoded(text: string): string {
  return Buffer.from(text, "latin1").toString("base64");
}

const TEXT = "a text of thirty bytes and more.";

for (const before of ["", "x", "xy", "xyz"]) {
  Deno.test(`base64Stretches() decodes behind the stray characters "${before}"`, () => {
    assert.ok(decoded(before + encoded(TEXT)).includes(TEXT));
  });
}

Deno.test("base64Stretches() finds text inside binary data at every offset", () => {
  for (let offset = 0; offset < 6; offset++) {
    const data = "\x01\xf3\x90\xff\x02\xd1".slice(0, offset) + TEXT + "\xff\x00\x81\x92\xf0";
    assert.ok(decoded(encoded(data)).includes(TEXT), String(offset));
  }
});

Deno.test("base64Stretches() decodes text beyond ASCII as a whole", () => {
  const text = utf8("gr\u00fc\u00dfe an alle, \u200bund\u200b noch mehr \u4e2d\u6587");
  assert.ok(decoded(encoded(text)).includes(text));
});

Deno.test("base64Stretches() decodes hardly anything of random data", () => {
  const random = seeded(9);
  const bytes = Uint8Array.from({ length: 60_000 }, () => Math.floor(random() * 256));
  assert.ok(decoded(Buffer.from(bytes).toString("base64")).length < 500);
});

Deno.test("base64Stretches() decodes text of which no letter is ASCII", () => {
  const text = utf8("\u4e2d\u6587\u5b57\u7b26".repeat(8));
  assert.ok(decoded(encoded(text)).includes(text));
});
