import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { deflateSync, gzipSync } from "node:zlib";
import { fullBudget } from "../../../lib/scan/body/budget.ts";
import { allowedBytes, tryInflate, undoCoding } from "../../../lib/scan/body/content_coding.ts";
import { limits } from "../../../lib/limits.ts";
import { runSteps } from "../../../lib/scan/steps.ts";

Deno.test("undoCoding() takes what it decodes from the budget", async () => {
  const budget = fullBudget();
  assert.equal(
    (await runSteps(undoCoding("gzip", gzipSync("x".repeat(500)), budget))).kind,
    "bytes",
  );
  assert.equal(budget.decodedBytes, limits.bodyDecodedBytes - 500);
});

Deno.test("undoCoding() lets an empty body pass", async () => {
  const empty = new Uint8Array(0);
  assert.deepEqual(await runSteps(undoCoding("br", empty, fullBudget())), {
    kind: "bytes",
    bytes: empty,
  });
});

Deno.test("allowedBytes() is bounded by ratio and by budget", () => {
  const budget = fullBudget();
  assert.equal(allowedBytes(new Uint8Array(10), budget), limits.bodyInflateFreeBytes);
  const bytes = new Uint8Array(100_000);
  assert.equal(allowedBytes(bytes, budget), bytes.length * limits.bodyInflateRatio);
  assert.equal(allowedBytes(bytes, { ...budget, decodedBytes: 7 }), 7);
  assert.equal(allowedBytes(bytes, { ...budget, decodedBytes: -7 }), 0);
});

Deno.test("tryInflate() makes data pay that expands and then breaks", async () => {
  const broken = deflateSync(Buffer.alloc(300_000));
  const last = broken.length - 1;
  broken[last] = (broken[last] ?? 0) ^ 1;
  const budget = fullBudget();
  assert.equal((await runSteps(tryInflate("zlib", broken, budget))).kind, "broken");
  assert.ok(budget.decodedBytes <= limits.bodyDecodedBytes - 300_000);
});

Deno.test("tryInflate() makes a false start pay for its probe", async () => {
  const budget = fullBudget();
  assert.equal((await runSteps(tryInflate("gzip", Buffer.from("no gzip"), budget))).kind, "broken");
  assert.equal(budget.decodedBytes, limits.bodyDecodedBytes - limits.bodyProbeBytes);
});
