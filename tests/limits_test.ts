import assert from "node:assert/strict";
import { limits } from "../lib/limits.ts";

const sources = await Promise.all(
  ["limits.ts", "scan_limits.ts", "observe_limits.ts"].map((name) =>
    Deno.readTextFile(new URL(`../lib/${name}`, import.meta.url))
  ),
);
const source = sources.join("\n");

Deno.test("limits are positive whole numbers that cannot overflow a timer", () => {
  for (const [name, value] of Object.entries(limits)) {
    assert.ok(Number.isSafeInteger(value) && value > 0, name);
    if (!name.endsWith("Ms") || /life|backdate/i.test(name)) continue;
    // A platform's timer holds 31 bits of milliseconds and would fire at once beyond.
    assert.ok(value < 2 ** 31, name);
  }
});

Deno.test("limits have a sentence of their own right before each", () => {
  for (const name of Object.keys(limits)) {
    assert.match(source, new RegExp(`\\*/\\n {2}${name}:`), name);
  }
});
