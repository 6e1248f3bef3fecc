import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { sniffed } from "../../../lib/scan/stream/sniffed.ts";
import { cut, keepingStage, sampleWork as work } from "../../support/scan_stages.ts";

Deno.test("sniffed() decides on so many bytes, however they come, and passes all on", async () => {
  for (const size of [1, 3, 8, 9, 26]) {
    const reader = keepingStage();
    const heads: number[] = [];
    const stage = sniffed(8, (head) => {
      heads.push(head.length);
      return reader;
    }, work());
    for (const piece of cut(Buffer.from("abcdefghijklmnopqrstuvwxyz"), size)) {
      await stage.push(piece);
    }
    await stage.end();
    assert.ok((heads[0] ?? 0) >= 8, `size ${size}`);
    assert.equal(heads.length, 1);
    assert.equal(reader.text(), "abcdefghijklmnopqrstuvwxyz");
    assert.ok(reader.ended());
  }
});

Deno.test("sniffed() lets nothing go before it has decided, and decides at the end", async () => {
  const reader = keepingStage();
  const stage = sniffed(8, () => reader, work());
  await stage.push(Buffer.from("abc"));
  assert.equal(stage.cleared(), 0);
  await stage.end();
  assert.equal(reader.text(), "abc");
  assert.equal(stage.cleared(), 3);
});

Deno.test("sniffed() decides by what is there when time is up", async () => {
  const reader = keepingStage();
  const shared = work();
  const stage = sniffed(8, () => reader, shared);
  await stage.push(Buffer.from("abc"));
  for (const decide of shared.hesitating) await decide();
  assert.deepEqual([reader.text(), stage.cleared(), shared.hesitating.size], ["abc", 3, 0]);
  await stage.push(Buffer.from("de"));
  assert.equal(reader.text(), "abcde");
});
