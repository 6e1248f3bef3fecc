import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { limits } from "../../../lib/limits.ts";
import { concat } from "../../../lib/scan/body/concat.ts";
import { stepsOf } from "../../support/steps_of.ts";

Deno.test("concat() puts stretches together, long and short ones, in several steps", () => {
  const long = Uint8Array.from({ length: 3 * limits.scanStepBytes + 7 }, (_, i) => i % 251);
  const pieces = [Uint8Array.of(1, 2), long, new Uint8Array(0), Uint8Array.of(3)];
  const { result, count } = stepsOf(concat(pieces));
  assert.ok(Buffer.concat(pieces).equals(result));
  assert.ok(count >= 3);
});

Deno.test("concat() gives a single stretch as it is, and nothing of none", () => {
  const one = Uint8Array.of(1);
  assert.equal(stepsOf(concat([one])).result, one);
  assert.equal(stepsOf(concat([])).result.length, 0);
});
