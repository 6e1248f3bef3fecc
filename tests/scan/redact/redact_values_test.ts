import assert from "node:assert/strict";
import { redactValues } from "../../../lib/scan/redact/redact_values.ts";

Deno.test("redactValues() locates a value that went with a longer one or in another writing", () => {
  const values = ["scheme://user:tok_live_01@host", "tok_live_01", "tok%5Flive_02", "tok_live_02"];
  const result = redactValues("a scheme://user:tok_live_01@host b tok%5Flive_02 c", values);
  assert.equal(result.text, "a ******** b ******** c");
  assert.deepEqual([...result.located], values);
});

Deno.test("redactValues() does not locate what is absent", () => {
  const result = redactValues("a tok_live_01 b", ["tok_live_01", "tok_live_02"]);
  assert.deepEqual([...result.located], ["tok_live_01"]);
});
