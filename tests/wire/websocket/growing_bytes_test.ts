import assert from "node:assert/strict";
import { growingBytes } from "../../../lib/wire/websocket/growing_bytes.ts";
import { bytesOf, textOf } from "../../support/wire_bytes.ts";

Deno.test("growingBytes() puts slices together, and begins anew when they are taken", () => {
  const bytes = growingBytes();
  for (const letter of "some text") bytes.add(1).set(bytesOf(letter));
  assert.equal(bytes.length, 9);
  assert.equal(textOf(bytes.take()), "some text");
  bytes.add(0);
  bytes.add(2).set(bytesOf("ab"));
  assert.equal(textOf(bytes.take()), "ab");
  assert.equal(bytes.take().length, 0);
});
