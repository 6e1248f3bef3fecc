import { createEngine, type Engine } from "../../lib/scan/engine.ts";
import type { Detector } from "../../lib/scan/finding.ts";
import { rules } from "../../lib/scan/rules/index.ts";
import { type HostileSeed, hostileSeeds, ruleSeeds } from "./hostile_seeds.ts";
import type { ScanRow } from "./scan_bench.ts";

const BYTES = 64 * 1024;
const detectors: Detector[] = ["token_patterns", "known_secrets", "unicode_evasion"];
const options = { detectors: new Set(detectors), surfaceKind: "body" as const };

/** Rounds of a text that looks slow: what is worst in all of them is the text, not the machine. */
const ROUNDS = 5;
/** Texts that are tried again: the slowest of the first look. */
const AGAIN = 20;

/** What a text costs at best: the whole scan, and its longest step. */
interface Cost {
  readonly name: string;
  readonly wholeMs: number;
  readonly stepMs: number;
}

/**
 * The worst that 64 KiB made to be slow can do: to one rule alone, to the whole scan, and in one step of it.
 *
 * @param which of each rule's texts: all of them, or two
 */
export function hostileTimes(which: "all" | "some"): readonly ScanRow[] {
  const whole = createEngine({ rules, secrets: [] });
  const some = (seeds: readonly HostileSeed[]) => which === "all" ? seeds : seeds.slice(0, 2);
  const texts = rules.flatMap((rule) =>
    some(ruleSeeds(rule, BYTES)).map(({ name, text }) => ({ name: `${rule.id} ${name}`, text }))
  );
  const together = worst(whole, [...hostileSeeds(BYTES), ...texts]);
  const alone = rules.map((rule) => {
    const engine = createEngine({ rules: [rule], secrets: [] });
    return worst(engine, some(ruleSeeds(rule, BYTES)))[0];
  }).filter((cost) => cost !== undefined).sort((a, b) => b.wholeMs - a.wholeMs);
  const step = together.toSorted((a, b) => b.stepMs - a.stepMs)[0];
  const row = (what: string, cost: Cost | undefined, ms: number | undefined): ScanRow => ({
    name: `64 KiB made to be slow, ${what}: ${cost?.name ?? ""}`,
    ms: ms ?? 0,
    bytes: BYTES,
  });
  return [
    row("one rule", alone[0], alone[0]?.wholeMs),
    row("whole scan", together[0], together[0]?.wholeMs),
    row("longest step", step, step?.stepMs),
  ];
}

/** The slowest texts, the slowest first. */
function worst(engine: Engine, texts: readonly HostileSeed[]): readonly Cost[] {
  const first = texts.map((seed) => ({ seed, cost: cost(engine, seed) }));
  return first.sort((a, b) => b.cost.wholeMs - a.cost.wholeMs).slice(0, AGAIN).map(({ seed }) => {
    const rounds = Array.from({ length: ROUNDS }, () => cost(engine, seed));
    return {
      name: seed.name,
      wholeMs: Math.min(...rounds.map(({ wholeMs }) => wholeMs)),
      stepMs: Math.min(...rounds.map(({ stepMs }) => stepMs)),
    };
  }).sort((a, b) => b.wholeMs - a.wholeMs);
}

function cost(engine: Engine, { name, text }: HostileSeed): Cost {
  const start = performance.now();
  const steps = engine.scanSteps({ surface: "body", views: [], text }, options);
  let stepMs = 0;
  for (let before = start;;) {
    const { done } = steps.next();
    const now = performance.now();
    stepMs = Math.max(stepMs, now - before);
    before = now;
    if (done === true) return { name, wholeMs: now - start, stepMs };
  }
}
