import assert from "node:assert/strict";
import { createEngine } from "../../lib/scan/engine.ts";
import type { Detector } from "../../lib/scan/finding.ts";
import { rules } from "../../lib/scan/rules/index.ts";
import { hostileSeeds, ruleSeeds } from "../bench/hostile_seeds.ts";
import { sampleSecrets } from "../support/scan_samples.ts";

/** Ten times what a quiet machine needs for the worst of these. */
const MOST_MS = 500;
const SEED_BYTES = 64 * 1024;

const engine = createEngine({ rules, secrets: sampleSecrets });
const detectors: Detector[] = ["token_patterns", "known_secrets", "unicode_evasion"];
const options = { detectors: new Set(detectors), surfaceKind: "body" as const };

function assertQuick(name: string, text: string): void {
  const start = performance.now();
  engine.scan({ surface: "body", views: [], text }, options);
  const first = performance.now() - start;
  if (first < MOST_MS) return;
  // The first time compiles patterns, and another process may have had the processor.
  const again = performance.now();
  engine.scan({ surface: "body", views: [], text }, options);
  assert.ok(performance.now() - again < MOST_MS, `${name}: ${Math.round(first)} ms`);
}

Deno.test("scan() is not stalled by one class of characters over and over", () => {
  for (const { name, text } of hostileSeeds(SEED_BYTES)) assertQuick(name, text);
});

Deno.test("scan() is not stalled by the keywords of any rule", () => {
  for (const rule of rules) {
    const [bare, , , assigned] = ruleSeeds(rule, SEED_BYTES);
    for (const seed of [bare, assigned]) {
      if (seed !== undefined) assertQuick(`${rule.id} ${seed.name}`, seed.text);
    }
  }
});

Deno.test("scan() refuses no long row of one character, which padding and zeros are in base64", () => {
  for (const text of ["A".repeat(SEED_BYTES), "0".repeat(SEED_BYTES), `${"AAAA".repeat(9000)}==`]) {
    assert.deepEqual(engine.scan({ surface: "body", views: [], text }, options), []);
  }
});
