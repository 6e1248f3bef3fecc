import assert from "node:assert/strict";
import { PLAIN, plainText } from "../../../lib/scan/events/plain_text.ts";

Deno.test("plainText() goes on with the plain text, where there is any", () => {
  assert.deepEqual(plainText("a").pieces, [{ channel: PLAIN, text: "a", isWhole: false }]);
  assert.deepEqual(plainText(""), { pieces: [], ended: [] });
});
