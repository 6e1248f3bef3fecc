import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { redactValues as inSteps } from "../../../lib/scan/redact/redact_values.ts";
import { soughtValue } from "../../../lib/scan/redact/sought_value.ts";
import { fullWork } from "../../../lib/scan/redact/work.ts";
import { runSteps } from "../../../lib/scan/steps.ts";

async function redactValues(text: string, values: readonly string[]) {
  const source = { text, bytes: Buffer.from(text, "latin1") };
  const { result, located } = await runSteps(
    inSteps(source, values.map((value) => soughtValue(value)), fullWork()),
  );
  return { text: result.text, located };
}

Deno.test("redactValues() locates a value that went with a longer one or in another writing", async () => {
  const values = ["scheme://user:tok_live_01@host", "tok_live_01", "tok%5Flive_02", "tok_live_02"];
  const result = await redactValues("a scheme://user:tok_live_01@host b tok%5Flive_02 c", values);
  assert.equal(result.text, "a ******** b ******** c");
  assert.deepEqual([...result.located], values);
});

Deno.test("redactValues() does not locate what is absent", async () => {
  const result = await redactValues("a tok_live_01 b", ["tok_live_01", "tok_live_02"]);
  assert.deepEqual([...result.located], ["tok_live_01"]);
});
