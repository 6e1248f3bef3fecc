import assert from "node:assert/strict";
import { isStoredHash } from "../../../lib/scan/check/is_stored_hash.ts";

const HASH = "$2b$12$" + "k3".repeat(26) + "9";

function isStored(text: string): boolean {
  const match = /\$2b\$[^"'\s:]{50,60}/.exec(text);
  return match !== null && isStoredHash(match[0], match);
}

Deno.test("isStoredHash() takes what is kept for a user, a name or alone on its line", () => {
  for (
    const text of [
      HASH,
      `id\n${HASH}\nnext`,
      `alice:${HASH}:19000`,
      `"password": "${HASH}"`,
      `PASSWORD_HASH=${HASH}`,
      `user.password => '${HASH}'`,
    ]
  ) assert.ok(isStored(text), text.replace(HASH, "HASH"));
});

Deno.test("isStoredHash() leaves out hashes in the code that tests hashing", () => {
  for (
    const text of [
      `verify("x", "${HASH}")`,
      `String hash = "${HASH}";`,
      ` * ${HASH} is what comes out`,
    ]
  ) assert.ok(!isStored(text), text.replace(HASH, "HASH"));
});
