import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { limits } from "../../../lib/limits.ts";
import { fullBudget } from "../../../lib/scan/body/budget.ts";
import { latin1 } from "../../../lib/scan/body/latin1.ts";
import { unlabelledStreams } from "../../../lib/scan/body/unlabelled.ts";
import { runSteps } from "../../../lib/scan/steps.ts";

async function texts(bytes: Uint8Array, startOnly = false): Promise<string[]> {
  const found = await runSteps(
    unlabelledStreams(bytes, latin1(bytes), fullBudget(), startOnly),
  );
  assert.equal(found.kind, "found");
  return found.kind === "found" ? found.streams.map((stream) => latin1(stream.bytes)) : [];
}

Deno.test("unlabelledStreams() finds several, wherever they stand", async () => {
  const between = Buffer.from("(µ/) \x1f\x8b nothing", "latin1");
  const body = Buffer.concat([between, gzipSync("one"), between, zstdCompressSync("two"), between]);
  assert.deepEqual(await texts(body), ["one", "two"]);
});

Deno.test("unlabelledStreams() looks at the start only where it is told so", async () => {
  const body = Buffer.concat([Buffer.from("before"), gzipSync("one")]);
  assert.deepEqual(await texts(body, true), []);
  assert.deepEqual(await texts(gzipSync("one"), true), ["one"]);
});

Deno.test("unlabelledStreams() reads a member with a wrong checksum, a name, or no end", async () => {
  const whole = gzipSync("the text that was compressed");
  const wrong = Buffer.from(whole);
  wrong[wrong.length - 8] = (wrong[wrong.length - 8] ?? 0) ^ 1;
  assert.deepEqual(await texts(wrong), ["the text that was compressed"]);
  assert.deepEqual(await texts(whole.subarray(0, -8)), ["the text that was compressed"]);
  const named = Buffer.concat([
    Buffer.from([0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3]),
    Buffer.from("name.txt\0"),
    whole.subarray(10, -8),
    Buffer.alloc(8, 1),
  ]);
  assert.deepEqual(await texts(named), ["the text that was compressed"]);
});

Deno.test("unlabelledStreams() refuses a flood of starts", async () => {
  const bytes = Buffer.from("\x1f\x8b\x08\x00".repeat(5000), "latin1");
  assert.equal(
    (await runSteps(unlabelledStreams(bytes, latin1(bytes), fullBudget()))).kind,
    "refuse",
  );
});

Deno.test("unlabelledStreams() bounds sound streams by number and broken ones by what they cost", async () => {
  const sound = Buffer.concat(
    Array.from({ length: 1010 }, () => [gzipSync("x"), Buffer.from(".")]).flat(),
  );
  assert.equal(
    (await runSteps(unlabelledStreams(sound, latin1(sound), fullBudget()))).kind,
    "refuse",
  );
  const fewer = sound.subarray(0, sound.length / 2);
  assert.equal(
    (await runSteps(unlabelledStreams(fewer, latin1(fewer), fullBudget()))).kind,
    "found",
  );
  const broken = Buffer.from("\x1f\x8b\x08\x00......\x07".repeat(700), "latin1");
  assert.equal(
    (await runSteps(unlabelledStreams(broken, latin1(broken), fullBudget()))).kind,
    "refuse",
  );
});

Deno.test("unlabelledStreams() finds what begins where a step ends", async () => {
  const step = limits.scanStepBytes;
  for (let before = step - 4; before <= step + 1; before++) {
    const plain = Buffer.alloc(before, "x");
    for (const data of [gzipSync("one"), zstdCompressSync("one")]) {
      assert.deepEqual(await texts(Buffer.concat([plain, data, plain])), ["one"]);
    }
  }
});
