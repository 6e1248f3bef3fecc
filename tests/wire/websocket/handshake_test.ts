import assert from "node:assert/strict";
import { acceptOf, isKey } from "../../../lib/wire/websocket/handshake.ts";

Deno.test("acceptOf() gives the RFC's example", () => {
  assert.equal(acceptOf("dGhlIHNhbXBsZSBub25jZQ=="), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
});

Deno.test("isKey() takes 16 bytes in base64, written in the one way", () => {
  assert.equal(isKey("dGhlIHNhbXBsZSBub25jZQ=="), true);
  for (
    const key of [
      ...["", "dGhlIHNhbXBsZSBub25jZQ", "dGhlIHNhbXBsZSBub25jZR==", "dGhlIHNhbXBsZSBub25j"],
      ...[
        "dGhlIHNhbXBsZSBub25jZQ== ",
        "dGhlIHNhbXBsZSBub25jZQ==, x",
        "dGhlIHNhbXBsZSBub25jZS1hbmQ=",
      ],
    ]
  ) {
    assert.equal(isKey(key), false, key);
  }
});
