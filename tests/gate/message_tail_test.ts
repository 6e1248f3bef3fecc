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

Deno.test("messageTail() keeps the last bytes of short messages behind long ones", () => {
  const tail = messageTail();
  tail.add(bytesOf("x".repeat(limits.webSocketTailBytes)));
  tail.add(bytesOf("ab"));
  tail.add(bytesOf("cd"));
  const { text = "" } = tail.with(bytesOf("ef")) ?? {};
  assert.equal(text, `${"x".repeat(limits.webSocketTailBytes - 4)}abcdef`);
});
