import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { redactRuns as inSteps } from "../../../lib/scan/redact/redact_runs.ts";
import { soughtValue } from "../../../lib/scan/redact/sought_value.ts";
import { fullWork } from "../../../lib/scan/redact/work.ts";
import { runSteps } from "../../../lib/scan/steps.ts";

const VALUE = "tok_live_0123456789abcdef";

async function redactRuns(text: string): Promise<string> {
  const source = { text, bytes: Buffer.from(text, "latin1") };
  return (await runSteps(inSteps(source, soughtValue(VALUE), fullWork()))).text;
}

Deno.test("redactRuns() replaces a run of base64 that holds the value at any place", async () => {
  for (const before of ["", "x", "xy", "xyz", "\xff\xfe\xfd\xfc"]) {
    for (const encoding of ["base64", "base64url"] as const) {
      const run = Buffer.from(`${before}${VALUE} and more`, "latin1").toString(encoding);
      assert.equal(await redactRuns(`{"a":"${run}"}`), '{"a":"********"}');
      assert.equal(await redactRuns(`a.x${run}`), "a.********");
    }
  }
});

Deno.test("redactRuns() leaves the other segments of a path", async () => {
  const run = Buffer.from(VALUE).toString("base64url");
  assert.equal(
    await redactRuns(`/v1/items/${run}/more`),
    "/v1/items/********/more",
  );
});

Deno.test("redactRuns() replaces hex digits and leaves other runs", async () => {
  const hex = Buffer.from(`a ${VALUE}`).toString("hex").toUpperCase();
  const other = Buffer.from("nothing to see in this one").toString("base64");
  assert.equal(await redactRuns(`${hex} ${other}`), `******** ${other}`);
});

Deno.test("redactRuns() replaces the shortest run that can hold the value", async () => {
  const run = Buffer.from(VALUE).toString("base64url");
  assert.equal(await redactRuns(run), "********");
  const hex = Buffer.from(VALUE).toString("hex");
  assert.equal(await redactRuns(`f${hex}`), "********");
  assert.equal(await redactRuns(hex), "********");
});
