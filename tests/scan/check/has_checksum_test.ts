import assert from "node:assert/strict";
import { base62 } from "../../../lib/scan/check/base62.ts";
import { crc32 } from "../../../lib/scan/check/crc32.ts";
import { hasChecksum } from "../../../lib/scan/check/has_checksum.ts";

const BODY = "q7Zt2Lm9Xc4Vb8Nn1Ma6Ks3Jd5Hg0F";
const TOKEN = `ghp_${BODY}${base62(crc32(BODY), 6)}`;

Deno.test("hasChecksum() knows a token whose last six characters are its CRC-32", () => {
  assert.equal(hasChecksum(TOKEN), true);
});

Deno.test("hasChecksum() says no once a character of body or checksum is another", () => {
  assert.equal(hasChecksum(TOKEN.replace("q7", "q8")), false);
  const last = TOKEN.endsWith("0") ? "1" : "0";
  assert.equal(hasChecksum(TOKEN.slice(0, -1) + last), false);
});

Deno.test("hasChecksum() says no to what is too short to have one", () => {
  assert.equal(hasChecksum("ghp_"), false);
  assert.equal(hasChecksum("ghp_000000"), false);
});
