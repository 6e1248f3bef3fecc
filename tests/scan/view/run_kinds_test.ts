import assert from "node:assert/strict";
import { LEAST_INNER_RUN, RunKind, runKinds } from "../../../lib/scan/view/run_kinds.ts";
import { seeded } from "../../bench/conversation.ts";
import { asText } from "../../support/scan_samples.ts";

function kindsOf(text: string): number {
  return runKinds(asText(text).bytes, 0, text.length);
}

Deno.test("runKinds() leaves out no run of the least length, wherever it stands", () => {
  const run = "x".repeat(LEAST_INNER_RUN);
  for (let before = 0; before < 40; before++) {
    for (let after = 0; after < 15; after++) {
      const text = `${"/".repeat(before)}${run}${"/".repeat(after)}`;
      assert.equal(kindsOf(text), RunKind.lower, `${before} ${after}`);
      assert.equal(kindsOf(text.toUpperCase()), RunKind.upper);
      assert.equal(kindsOf(text.replaceAll("x", "8")), RunKind.hex);
    }
  }
});

Deno.test("runKinds() names all kinds that a run may be of", () => {
  assert.equal(kindsOf("a2".repeat(12)), RunKind.hex | RunKind.lower);
  assert.equal(kindsOf("A2".repeat(12)), RunKind.hex | RunKind.upper);
  assert.equal(kindsOf("2".repeat(24)), RunKind.hex | RunKind.lower | RunKind.upper);
});

Deno.test("runKinds() names none in base64 of random bytes", () => {
  const random = seeded(7);
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (let round = 0; round < 50; round++) {
    const text = Array.from({ length: 400 }, () => letters[Math.floor(random() * 64)]).join("");
    assert.equal(kindsOf(text), 0, text);
  }
});
