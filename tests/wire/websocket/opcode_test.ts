import assert from "node:assert/strict";
import { opcode } from "../../../lib/wire/websocket/opcode.ts";

Deno.test("opcode has the numbers of RFC 6455 section 11.8", () => {
  assert.deepEqual(Object.entries(opcode), [
    ["continuation", 0],
    ["text", 1],
    ["binary", 2],
    ["close", 8],
    ["ping", 9],
    ["pong", 10],
  ]);
});
