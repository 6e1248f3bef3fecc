import assert from "node:assert/strict";
import { keepsAlive } from "../../lib/wire/persistence.ts";

Deno.test("keepsAlive() holds for HTTP/1.1 unless Connection says close", () => {
  assert.equal(keepsAlive("1.1", []), true);
  assert.equal(keepsAlive("1.1", [["Connection", "Upgrade"]]), true);
  assert.equal(keepsAlive("1.1", [["Connection", "closed"]]), true);
  assert.equal(keepsAlive("1.1", [["Connection", "close"]]), false);
  assert.equal(
    keepsAlive("1.1", [["connection", "keep-alive"], ["Connection", "x, CLOSE"]]),
    false,
  );
});

Deno.test("keepsAlive() fails for HTTP/1.0, with keep-alive as well", () => {
  assert.equal(keepsAlive("1.0", []), false);
  assert.equal(keepsAlive("1.0", [["Connection", "keep-alive"]]), false);
});
