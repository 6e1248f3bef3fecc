import { createEngine, type Engine } from "../../lib/scan/engine.ts";
import type { Detector } from "../../lib/scan/finding.ts";
import { rules } from "../../lib/scan/rules/index.ts";
import { Secret } from "../../lib/secret.ts";
import { benchSecrets, SECRETS } from "./bench_secrets.ts";
import { conversation } from "./conversation.ts";
import { hostileTimes } from "./hostile_times.ts";
import { scanTable } from "./scan_table.ts";

/**
 * Speed of the outbound scan on one thread: `deno run tests/bench/scan_bench.ts`, with `--all` on
 * every hostile text of every rule. Every figure
 * is the best of several rounds, since what else the machine does can only slow it down.
 */
export interface ScanRow {
  readonly name: string;
  readonly ms: number;
  /** Of the text that was scanned in that time; undefined where speed says nothing. */
  readonly bytes: number | undefined;
}

const MIB = 1024 * 1024;
const detectors: Detector[] = ["token_patterns", "known_secrets", "crlf", "unicode_evasion"];
const options = { detectors: new Set(detectors), surfaceKind: "body" as const };

/** The engine with all rules, ten known secrets and all views, and beside it what bounds it. */
export function scanRows(rounds: number): readonly ScanRow[] {
  const started = performance.now();
  const engine = createEngine({ rules, secrets: secrets() });
  const builtMs = performance.now() - started;
  const small = conversation(MIB);
  const large = conversation(16 * MIB);
  const smallMs = best(rounds, () => scan(engine, small));
  // The same number of bytes either way, so that a pause of the machine is as likely in both.
  const few = Math.max(2, Math.floor(rounds / 8));
  const largeMs = best(few, () => scan(engine, large));
  const sixteenMs = best(few, () => {
    for (let i = 0; i < 16; i++) scan(engine, small);
  });
  const times = (16 * largeMs / sixteenMs).toFixed(1);
  const patterns = rules.map(({ pattern }) => new RegExp(pattern.source, pattern.flags));
  const singly = best(1, () => patterns.map((pattern) => [...small.matchAll(pattern)].length));
  const inbound = engine.secretsOnly();
  const bytes = new TextEncoder().encode(small);
  const loop = best(rounds, () => {
    let sum = 0;
    for (let i = 0; i < bytes.length; i++) sum ^= bytes[i] ?? 0;
    return sum;
  });
  const absent = best(rounds, () => small.indexOf("ZQXJKVWY"));
  return [
    { name: "egress, 1 MiB of a conversation", ms: smallMs, bytes: MIB },
    { name: `egress, 16 MiB (${times} times 1 MiB)`, ms: largeMs, bytes: 16 * MIB },
    {
      name: "known secrets alone, 1 MiB",
      ms: best(rounds, () => scan(inbound, small)),
      bytes: MIB,
    },
    { name: `the same ${rules.length} rules one by one`, ms: singly, bytes: MIB },
    { name: "limit: String.indexOf of an absent string", ms: absent, bytes: MIB },
    { name: "limit: a loop over the bytes", ms: loop, bytes: MIB },
    { name: "building the engine once", ms: builtMs, bytes: undefined },
  ];
}

function secrets(): { name: string; value: Secret }[] {
  return Object.entries(benchSecrets(SECRETS)).map(([name, value]) => ({
    name,
    value: new Secret(value),
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

function scan(engine: Engine, text: string): unknown {
  return engine.scan({ surface: "body", views: [], text }, options);
}

if (import.meta.main) {
  console.log(
    scanTable([...scanRows(40), ...hostileTimes(Deno.args.includes("--all") ? "all" : "some")]),
  );
}
