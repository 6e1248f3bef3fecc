import { createEngine, type Engine } from "../../lib/scan/engine.ts";
import type { Detector } from "../../lib/scan/finding.ts";
import { rules } from "../../lib/scan/rules/index.ts";
import { Secret } from "../../lib/secret.ts";
import { conversation, seeded } from "./conversation.ts";
import { hostileSeeds, ruleSeeds } from "./hostile_seeds.ts";

// Speed of the outbound scan on one thread: `deno run tests/bench/scan_bench.ts`. Every figure is the best
// of several rounds, since what else the machine does can only slow it down.

const MIB = 1024 * 1024;
const detectors: Detector[] = ["token_patterns", "known_secrets", "crlf", "unicode_evasion"];
const options = { detectors: new Set(detectors), surfaceKind: "body" as const };

/** Dummies as long as real ones. */
function secrets(count: number): { name: string; value: Secret }[] {
  const random = seeded(50);
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return Array.from({ length: count }, (_, i) => ({
    name: `EGRESS_TOKEN_${i}`,
    value: new Secret(
      Array.from({ length: 40 }, () => letters[Math.floor(random() * 64)]).join(""),
    ),
  }));
}

/** Best time of `rounds` in milliseconds, after a warm-up. */
function best(rounds: number, run: () => unknown): number {
  for (let i = 0; i < Math.min(rounds, 10); i++) run();
  let least = Infinity;
  for (let i = 0; i < rounds; i++) {
    const start = performance.now();
    run();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

function row(name: string, ms: number, bytes: number): void {
  const speed = bytes / 1e6 / (ms / 1000);
  const shown = speed < 10 ? speed.toFixed(1) : speed.toFixed(0);
  console.log(`${name.padEnd(58)}${ms.toFixed(2).padStart(10)} ms${shown.padStart(9)} MB/s`);
}

function scan(engine: Engine, text: string): unknown {
  return engine.scan({ surface: "body", views: [], text }, options);
}

const started = performance.now();
const engine = createEngine({ rules, secrets: secrets(10) });
console.log(
  `engine of ${rules.length} rules and 10 secrets built in ${
    (performance.now() - started).toFixed(0)
  } ms`,
);

const small = conversation(MIB);
const large = conversation(16 * MIB);
const oneMs = best(40, () => scan(engine, small));
row("engine, 1 MiB of a conversation", oneMs, small.length);
const largeMs = best(6, () => scan(engine, large));
row("engine, 16 MiB", largeMs, large.length);
// The same number of bytes either way, so that a pause of the machine is as likely in both.
const sixteenMs = best(6, () => {
  for (let i = 0; i < 16; i++) scan(engine, small);
});
console.log(`16 MiB cost ${(16 * largeMs / sixteenMs).toFixed(1)} times 1 MiB`);

const inbound = engine.secretsOnly();
row("known secrets only, 1 MiB", best(40, () => scan(inbound, small)), small.length);

const patterns = rules.map(({ pattern }) => new RegExp(pattern.source, pattern.flags));
const singly = best(1, () => patterns.map((pattern) => [...small.matchAll(pattern)].length));
row("the same rules one by one over the whole text", singly, small.length);
row(
  "limit: String.indexOf of an absent string",
  best(40, () => small.indexOf("ZQXJKVWY")),
  small.length,
);
const bytes = new TextEncoder().encode(small);
row(
  "limit: a loop over the bytes",
  best(40, () => {
    let sum = 0;
    for (let i = 0; i < bytes.length; i++) sum ^= bytes[i] ?? 0;
    return sum;
  }),
  small.length,
);

const seeds = [
  ...hostileSeeds(64 * 1024),
  ...rules.flatMap((rule) =>
    ruleSeeds(rule, 64 * 1024).map(({ name, text }) => ({ name: `${rule.id} ${name}`, text }))
  ),
];
const timed = seeds.map(({ name, text }) => {
  let ms = Infinity;
  for (let i = 0; i < 3 && ms > 10; i++) {
    const start = performance.now();
    scan(engine, text);
    ms = Math.min(ms, performance.now() - start);
  }
  return { name, ms };
}).sort((a, b) => b.ms - a.ms);
console.log(`worst of ${seeds.length} hostile texts of 64 KiB, whole scan:`);
for (const { name, ms } of timed.slice(0, 5)) row(`  ${name}`, ms, 64 * 1024);
