import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { limits } from "../../../lib/limits.ts";
import { findValue } from "../../../lib/scan/redact/find_value.ts";
import { soughtValue } from "../../../lib/scan/redact/sought_value.ts";
import { fullWork } from "../../../lib/scan/redact/work.ts";
import { stepsOf } from "../../support/steps_of.ts";

const VALUE = "tok_live_0123456789abcdef";

function find(text: string, value = VALUE, work = fullWork(), most?: number) {
  return stepsOf(
    findValue(Buffer.from(text, "latin1"), undefined, soughtValue(value), work, most),
  );
}

Deno.test("findValue() finds a value in every writing, and as many as are asked for", () => {
  const text = `${VALUE} tok%5flive_0123456789abcdef \\u0074ok_live_0123456789abcdef ${VALUE}`;
  assert.deepEqual(
    find(text).result.map(({ start, end }) => [start, end]),
    [[0, 25], [26, 53], [54, 84], [85, 110]],
  );
  assert.equal(find(text, VALUE, fullWork(), 1).result.length, 1);
});

Deno.test("findValue() takes no overlaps", () => {
  assert.deepEqual(find("abababab", "abab").result, [{ start: 0, end: 4 }, { start: 4, end: 8 }]);
});

Deno.test("findValue() finds a value across the end of a step", () => {
  const step = limits.scanStepBytes;
  for (const at of [step - VALUE.length, step - 5, step - 1, step, 2 * step - 1]) {
    const { result, count } = find("-".repeat(at) + VALUE + "-".repeat(step));
    assert.deepEqual(result, [{ start: at, end: at + VALUE.length }]);
    assert.ok(count > 0);
  }
});

Deno.test("findValue() pauses where much looks like a beginning, and ends without work", () => {
  const text = "to".repeat(50_000);
  assert.ok(find(text).count > 10);
  const work = { left: 200_000 };
  assert.equal(find(text + VALUE, VALUE, work).result.length, 0);
  assert.ok(work.left < 0);
});
