import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { gzipSync } from "node:zlib";
import { type DeepScan, scanDeep } from "../../lib/scan/scan_deep.ts";
import { asText, sampleCompiled, utf8, VENDOR_TOKEN } from "../support/scan_samples.ts";

const compiled = sampleCompiled();

function deep(text: string): DeepScan & { readonly steps: number } {
  const steps = scanDeep(compiled, asText(text));
  for (let count = 0;; count++) {
    const step = steps.next();
    if (step.done === true) return { ...step.value, steps: count };
  }
}

const base64 = (text: string) => Buffer.from(text, "latin1").toString("base64");

Deno.test("scanDeep() names the way to what it saw, outermost first", () => {
  const text = `data=${encodeURIComponent(`${base64(VENDOR_TOKEN)}==`)}%41`;
  const ways = deep(text).seen.map(({ views }) => views.join());
  assert.ok(ways.includes("base64") && ways.includes("percent,base64"), ways.join(" "));
  const twice = deep(base64(`${base64(`>> ${VENDOR_TOKEN} <<`)}, and more`)).seen;
  assert.ok(twice.some(({ views }) => views.join() === "base64,base64"));
});

Deno.test("scanDeep() undoes four encodings and no fifth", () => {
  let text = `> ${VENDOR_TOKEN} <`;
  for (let depth = 1; depth <= 5; depth++) {
    text = base64(text);
    assert.equal(deep(text).seen.length > 0, depth <= 4, String(depth));
  }
});

Deno.test("scanDeep() calls hidden only what shows after characters were replaced", () => {
  const token = utf8(`${VENDOR_TOKEN.slice(0, 12)}\u200b${VENDOR_TOKEN.slice(12)}`);
  const { seen } = deep(`${token}${" words".repeat(40)} ${VENDOR_TOKEN} a1b2c3d4e5f6`);
  assert.deepEqual(seen.map(({ hidden }) => hidden), [false, true]);
});

Deno.test("scanDeep() refuses what unpacks to more than it may look at", () => {
  const { refusals } = deep(gzipSync(Buffer.alloc(8 << 20, "ab ")).toString("base64"));
  assert.deepEqual([...refusals], ["more compressed data in base64 than can be looked at"]);
});

Deno.test("scanDeep() takes a turn for every piece of a long text, and finds what lies across a border", () => {
  const filler = "just some words ".repeat(1 << 14);
  const at = 256 * 1024 - 10;
  const text = `${filler}${filler}`.slice(0, at) + ` ${VENDOR_TOKEN} ${filler}`;
  const { seen, steps } = deep(text);
  assert.ok(steps >= 3);
  assert.deepEqual(seen.map(({ sighting }) => sighting.start), [at + 1]);
});
