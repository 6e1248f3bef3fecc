import assert from "node:assert/strict";
import { Halt } from "../../../lib/scan/stream/halt.ts";

Deno.test("Halt carries the words of a refusal, or none where a finding blocks", () => {
  assert.equal(new Halt("cannot be read").reason, "cannot be read");
  assert.equal(new Halt(undefined).reason, undefined);
  assert.ok(new Halt(undefined) instanceof Error);
});
