import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { rewritten } from "../../../lib/scan/stream/rewritten.ts";
import { keepingStage } from "../../support/scan_stages.ts";

/** Writes every byte twice, one piece late. */
function late() {
  let rest = new Uint8Array(0);
  const twice = (bytes: Uint8Array) => Uint8Array.from([...bytes].flatMap((byte) => [byte, byte]));
  return {
    push(bytes: Uint8Array) {
      const out = twice(rest);
      rest = bytes.slice();
      return out;
    },
    end: () => twice(rest),
  };
}

Deno.test("rewritten() hands on what was rewritten, to the end", async () => {
  const reader = keepingStage();
  const stage = rewritten(late(), reader);
  await stage.push(Buffer.from("ab"));
  assert.equal(reader.text(), "");
  await stage.push(Buffer.from("c"));
  assert.equal(reader.text(), "aabb");
  await stage.end();
  assert.equal(reader.text(), "aabbcc");
  assert.ok(reader.ended());
});

Deno.test("rewritten() lets input go when its output may", async () => {
  const stage = rewritten(
    { push: (bytes) => Buffer.concat([bytes, bytes]), end: () => new Uint8Array(0) },
    keepingStage(3),
  );
  await stage.push(Buffer.from("ab"));
  assert.equal(stage.cleared(), 0);
  await stage.push(Buffer.from("cd"));
  assert.equal(stage.cleared(), 2);
  await stage.end();
  assert.equal(stage.cleared(), 4);
});
