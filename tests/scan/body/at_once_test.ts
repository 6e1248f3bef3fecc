import assert from "node:assert/strict";
import { atOnce } from "../../../lib/scan/body/at_once.ts";
import type { Steps } from "../../../lib/scan/steps.ts";

Deno.test("atOnce() runs steps to their end", () => {
  function* steps(): Steps<string> {
    yield;
    yield;
    return "done";
  }
  assert.equal(atOnce(steps()), "done");
});

Deno.test("atOnce() does not run on where steps have to wait", () => {
  function* steps(): Steps<void> {
    yield Promise.resolve();
  }
  assert.throws(() => atOnce(steps()), /wait/);
});
