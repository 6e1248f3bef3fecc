import assert from "node:assert/strict";
import { connection, originKey } from "../../../lib/proxy/upstream/connection.ts";
import { fakeStream } from "../../support/fake_stream.ts";
import { target } from "../../support/policy_values.ts";

Deno.test("originKey() is another one for another scheme, host or port, and for nothing else", () => {
  const key = originKey(target());
  for (const other of [{ scheme: "http" }, { host: "b.test" }, { port: 444 }] as const) {
    assert.notEqual(originKey(target(other)), key);
  }
  assert.equal(originKey(target({ path: "/other", query: "q" })), key);
});

Deno.test("connection() begins as a fresh one", () => {
  const stream = fakeStream();
  const made = connection("key", "192.0.2.1", stream);
  assert.deepEqual([made.key, made.address, made.reused], ["key", "192.0.2.1", false]);
  assert.equal(made.stream, stream);
  assert.equal(made.reader.held.length, 0);
});
