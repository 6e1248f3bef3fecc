import assert from "node:assert/strict";
import type { Fields } from "../../lib/wire/field.ts";
import { safeTrailers } from "../../lib/wire/safe_trailers.ts";

Deno.test("safeTrailers() keeps order and case of what may travel on", () => {
  const trailers: Fields = [["Grpc-Status", "0"], ["x-Checksum", "a"], ["ETag", "b"]];
  assert.deepEqual(safeTrailers(trailers), trailers);
});

Deno.test("safeTrailers() drops framing, routing, modifiers, authentication, state and format", () => {
  const names =
    "Content-Length Transfer-Encoding Host Trailer TE Connection Upgrade Via Expect Range " +
    "Cache-Control If-Match Authorization Proxy-Authorization WWW-Authenticate Cookie Set-Cookie " +
    "Location Date Content-Encoding Content-Type Content-Range";
  for (const name of names.split(" ")) {
    assert.deepEqual(safeTrailers([[name, "1"], ["a", "2"]]), [["a", "2"]], name);
  }
});
