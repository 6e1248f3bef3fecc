import assert from "node:assert/strict";
import { checkClosePayload, closePayload } from "../../../lib/wire/websocket/close_payload.ts";
import { textOf } from "../../support/wire_bytes.ts";

Deno.test("closePayload() writes code and reason", () => {
  assert.equal(textOf(closePayload(1008, "why")), "\x03\xf0why");
  assert.equal(textOf(closePayload(1000, "")), "\x03\xe8");
});

Deno.test("closePayload() cuts a reason to 123 bytes, between two characters", () => {
  assert.equal(closePayload(1008, "a".repeat(200)).length, 125);
  const cut = closePayload(1008, `${"a".repeat(122)}é and more`);
  assert.equal(cut.length, 124);
  checkClosePayload(cut);
});

Deno.test("checkClosePayload() takes nothing at all, and what closePayload() writes", () => {
  checkClosePayload(new Uint8Array(0));
  checkClosePayload(closePayload(1001, "going away"));
  assert.throws(() => checkClosePayload(closePayload(1005, "")), { code: 1002 });
});
