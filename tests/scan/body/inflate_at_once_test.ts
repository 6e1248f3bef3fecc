import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { gzipSync } from "node:zlib";
import { inflateAtOnce } from "../../../lib/scan/body/inflate_at_once.ts";

Deno.test("inflateAtOnce() says what came out, what is too large and what is broken", () => {
  const data = gzipSync("some text");
  const result = inflateAtOnce("gzip", data, 9, false);
  assert.ok(result.kind === "bytes" && result.complete && result.consumed === data.length);
  assert.equal(Buffer.from(result.bytes).toString(), "some text");
  assert.equal(inflateAtOnce("gzip", data, 8, false).kind, "too-large");
  assert.equal(inflateAtOnce("zlib", data, 9, false).kind, "broken");
});
