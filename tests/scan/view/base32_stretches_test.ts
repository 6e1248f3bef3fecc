import assert from "node:assert/strict";
import { base32Stretches } from "../../../lib/scan/view/base32_stretches.ts";
import { ByteSink } from "../../../lib/scan/view/byte_sink.ts";
import { asText } from "../../support/scan_samples.ts";

// "base thirty-two text" (RFC 4648 section 6).
const ENCODED = "MJQXGZJAORUGS4TUPEWXI53PEB2GK6DU";

for (const before of ["", "A", "AB", "ABCDE"]) {
  Deno.test(`base32Stretches() decodes behind "${before}", in either case`, () => {
    for (const text of [before + ENCODED, before + ENCODED.toLowerCase()]) {
      const sink = new ByteSink();
      base32Stretches(asText(text).bytes, 0, text.length, sink);
      assert.ok(sink.take().text.includes("base thirty-two text"), text);
    }
  });
}
