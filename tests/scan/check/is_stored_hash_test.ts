import assert from "node:assert/strict";
import { isStoredHash } from "../../../lib/scan/check/is_stored_hash.ts";

const HASH = "$2b$12$" + "k3".repeat(26) + "9";

function isStored(text: string): boolean {
  const match = /\$2b\$12\$[./A-Za-z0-9]{53}/.exec(text);
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
      `{\\\"password\\\": \\\"${HASH}\\\"}`,
      `first line\\n${HASH}\\nnext`,
      `\0\x01${HASH}\0`,
      `note=${HASH}&page=2`,
      `/users?page=2&note=${HASH}`,
    ]
  ) assert.ok(isStored(text), text.replace(HASH, "HASH"));
});

Deno.test("isStoredHash() leaves out hashes in the code that tests hashing", () => {
  for (
    const text of [
      `verify("x", "${HASH}")`,
      `String hash = "${HASH}";`,
      `hash = ${HASH}`,
      ` * ${HASH} is what comes out`,
    ]
  ) assert.ok(!isStored(text), text.replace(HASH, "HASH"));
});
