import assert from "node:assert/strict";
import { limits } from "../../lib/limits.ts";
import { decodePercent, decodePercentFully, percentReadings } from "../../lib/policy/percent.ts";

/** A slash, percent-encoded so many times. */
function encodedSlash(times: number): string {
  return times === 0 ? "/" : `%${"25".repeat(times - 1)}2f`;
}

Deno.test("decodePercent() undoes each valid escape once, byte by byte", () => {
  assert.equal(decodePercent("a%2Fb%2f%41"), "a/b/A");
  assert.equal(decodePercent("%252f"), "%2f");
  assert.equal(decodePercent("%c3%bc"), "\u00c3\u00bc");
  assert.equal(decodePercent("100%, %zz %2"), "100%, %zz %2");
});

Deno.test("percentReadings() gives every reading until nothing changes", () => {
  assert.deepEqual(percentReadings("plain"), ["plain"]);
  assert.deepEqual(percentReadings("%2525zz"), ["%2525zz", "%25zz", "%zz"]);
  assert.equal(decodePercentFully("%252e%2e"), "..");
});

Deno.test("percentReadings() gives up where the encoding is deeper than the bound", () => {
  assert.equal(decodePercentFully(encodedSlash(limits.percentDecodings)), "/");
  assert.equal(decodePercentFully(encodedSlash(limits.percentDecodings + 1)), undefined);
  assert.equal(percentReadings(encodedSlash(limits.percentDecodings + 1)), undefined);
});
