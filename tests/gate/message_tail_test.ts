import assert from "node:assert/strict";
import { messageTail } from "../../lib/gate/message_tail.ts";
import { limits } from "../../lib/limits.ts";
import { bytesOf } from "../support/wire_bytes.ts";

Deno.test("messageTail() joins the end of what came with the beginning of what comes", () => {
  const tail = messageTail();
  assert.equal(tail.with(bytesOf("abc")), undefined);
  tail.add(bytesOf("abc"));
  assert.equal(tail.with(bytesOf("def"))?.text, "abcdef");
  tail.add(bytesOf("def"));
  assert.equal(tail.with(bytesOf("g"))?.text, "abcdefg");
});

Deno.test("messageTail() keeps and joins no more than so many bytes", () => {
  const tail = messageTail();
  const long = bytesOf("x".repeat(2 * limits.webSocketTailBytes));
  tail.add(long);
  assert.equal(tail.with(long)?.bytes.length, 2 * limits.webSocketTailBytes);
});
