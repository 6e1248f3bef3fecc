import assert from "node:assert/strict";
import { ProtocolError } from "../../lib/wire/protocol_error.ts";

Deno.test("ProtocolError carries fault, status and words", () => {
  const error = new ProtocolError("agent", 431, "the head is too large");
  assert.ok(error instanceof Error);
  assert.deepEqual(
    [error.name, error.fault, error.status, error.message],
    ["ProtocolError", "agent", 431, "the head is too large"],
  );
});
