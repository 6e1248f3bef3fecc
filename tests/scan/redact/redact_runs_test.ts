import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { redactRuns } from "../../../lib/scan/redact/redact_runs.ts";

const VALUE = "tok_live_0123456789abcdef";
const PATTERN = new RegExp(VALUE, "g");

Deno.test("redactRuns() replaces a run of base64 that holds the value at any place", () => {
  for (const before of ["", "x", "xy", "xyz", "\xff\xfe\xfd\xfc"]) {
    for (const encoding of ["base64", "base64url"] as const) {
      const run = Buffer.from(`${before}${VALUE} and more`, "latin1").toString(encoding);
      assert.equal(redactRuns(`{"a":"${run}"}`, PATTERN, VALUE.length), '{"a":"********"}');
      assert.equal(redactRuns(`a.x${run}`, PATTERN, VALUE.length), "a.********");
    }
  }
});

Deno.test("redactRuns() leaves the other segments of a path", () => {
  const run = Buffer.from(VALUE).toString("base64url");
  assert.equal(
    redactRuns(`/v1/items/${run}/more`, PATTERN, VALUE.length),
    "/v1/items/********/more",
  );
});

Deno.test("redactRuns() replaces hex digits and leaves other runs", () => {
  const hex = Buffer.from(`a ${VALUE}`).toString("hex").toUpperCase();
  const other = Buffer.from("nothing to see in this one").toString("base64");
  assert.equal(redactRuns(`${hex} ${other}`, PATTERN, VALUE.length), `******** ${other}`);
});

Deno.test("redactRuns() replaces the shortest run that can hold the value", () => {
  const run = Buffer.from(VALUE).toString("base64url");
  assert.equal(redactRuns(run, PATTERN, VALUE.length), "********");
  const hex = Buffer.from(VALUE).toString("hex");
  assert.equal(redactRuns(`f${hex}`, PATTERN, VALUE.length), "********");
  assert.equal(redactRuns(hex, PATTERN, VALUE.length), "********");
});
