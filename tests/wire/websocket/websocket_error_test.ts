import assert from "node:assert/strict";
import { WebSocketError } from "../../../lib/wire/websocket/websocket_error.ts";

Deno.test("WebSocketError carries the code that the peer is told", () => {
  const error = new WebSocketError(1007, "a text message is not UTF-8");
  assert.deepEqual([error.name, error.code, error.message], [
    "WebSocketError",
    1007,
    "a text message is not UTF-8",
  ]);
});
