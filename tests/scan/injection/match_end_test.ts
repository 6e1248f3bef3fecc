import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { matchEnd } from "../../../lib/scan/injection/match_end.ts";
import { signFilter } from "../../../lib/scan/injection/sign_filter.ts";
import { signs } from "../../../lib/scan/injection/signs/index.ts";

const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "latin1"));

Deno.test("matchEnd() sees in the text round a place what the pattern sees in the whole, at every place of the examples", () => {
  const filter = signFilter(signs, []);
  const around = "The weather was fine, and nobody said a word; well then. ".repeat(8);
  let known = 0;
  for (const sign of signs) {
    for (const example of [...sign.examples.match, ...sign.examples.miss]) {
      const text = around + example + around;
      const source = { text, bytes: bytesOf(text) };
      for (let at = around.length; at < around.length + example.length; at++) {
        filter.refill();
        const last = filter.endOfWays(sign, source.bytes, at);
        if (last >= 0) known++;
        sign.pattern.lastIndex = at;
        const expected = sign.pattern.test(text) ? sign.pattern.lastIndex : -1;
        assert.equal(matchEnd(filter, sign, source, at, last), expected, `${sign.id}: ${example}`);
      }
    }
  }
  assert.ok(known > 1000, String(known));
});
