import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { unread } from "../../../lib/scan/stream/unread.ts";

Deno.test("unread asks for no byte to be held", async () => {
  await unread.push(Buffer.from("abc"));
  assert.equal(unread.cleared(), Infinity);
  await unread.end();
});
