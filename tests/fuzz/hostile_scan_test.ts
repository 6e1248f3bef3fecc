import assert from "node:assert/strict";
import { createEngine } from "../../lib/scan/engine.ts";
import type { Detector } from "../../lib/scan/finding.ts";
import { rules } from "../../lib/scan/rules/index.ts";
import { hostileSeeds, ruleSeeds } from "../bench/hostile_seeds.ts";
import { sampleSecrets } from "../support/scan_samples.ts";

/** Three times the aim for a whole scan and for a step of it, since the machine may be busy. */
const MOST_MS = 150;
const MOST_STEP_MS = 30;
const ATTEMPTS = 5;
const SEED_BYTES = 64 * 1024;

const engine = createEngine({ rules, secrets: sampleSecrets });
const detectors: Detector[] = ["token_patterns", "known_secrets", "unicode_evasion"];
const options = { detectors: new Set(detectors), surfaceKind: "body" as const };

/** The whole scan and its longest step, each the best of a few attempts: the first compiles patterns. */
function assertQuick(name: string, text: string): void {
  let wholeMs = Infinity;
  let stepMs = Infinity;
  for (let i = 0; i < ATTEMPTS && (wholeMs > MOST_MS || stepMs > MOST_STEP_MS); i++) {
    const start = performance.now();
    let longest = 0;
    let before = start;
    for (const steps = engine.scanSteps({ surface: "body", views: [], text }, options);;) {
      const { done } = steps.next();
      const now = performance.now();
      longest = Math.max(longest, now - before);
      before = now;
      if (done === true) break;
    }
    wholeMs = Math.min(wholeMs, before - start);
    stepMs = Math.min(stepMs, longest);
  }
  assert.ok(wholeMs <= MOST_MS, `${name}: ${wholeMs.toFixed(0)} ms`);
  assert.ok(stepMs <= MOST_STEP_MS, `${name}: a step of ${stepMs.toFixed(0)} ms`);
}

Deno.test("scan() is not stalled by one class of characters over and over", () => {
  for (const { name, text } of hostileSeeds(SEED_BYTES)) assertQuick(name, text);
});

Deno.test("scan() is not stalled by the keywords of any rule", () => {
  // Each rule's keywords alone are tried with the rule itself; here the other rules are beside it.
  for (const [at, rule] of rules.entries()) {
    const [bare, , , assigned] = ruleSeeds(rule, SEED_BYTES);
    const seed = at % 2 === 0 ? bare : assigned;
    if (seed !== undefined) assertQuick(`${rule.id} ${seed.name}`, seed.text);
  }
});

Deno.test("scan() refuses no long row of one character, which padding and zeros are in base64", () => {
  for (const text of ["A".repeat(SEED_BYTES), "0".repeat(SEED_BYTES), `${"AAAA".repeat(9000)}==`]) {
    assert.deepEqual(engine.scan({ surface: "body", views: [], text }, options), []);
  }
});
