/** Readers under inputs that nobody would send: what each promises holds for all of them. */
import { fuzzTarget } from "./fuzz/fuzz_target.ts";
import { fuzzTargets } from "./fuzz/targets.ts";
import type { ProofOptions, Section } from "./section.ts";

const QUICK_INPUTS = 10_000;
const LONG_INPUTS = 1_000_000;
/**
 * What all inputs together may leave in memory: caches fill up, and the platform's decoders keep some
 * kilobytes for each body that they find broken.
 */
const MOST_GROWTH_BYTES = 512 * 1024 * 1024;
const MOST_GROWTH_PER_INPUT_BYTES = 4 * 1024;

export async function run({ quick, seed }: ProofOptions): Promise<Section> {
  const targets = fuzzTargets();
  const all = targets.reduce((sum, { share }) => sum + share, 0);
  const inputs = quick ? QUICK_INPUTS : LONG_INPUTS;
  const before = Deno.memoryUsage().rss;
  const rows = [];
  for (const target of targets) {
    const count = Math.ceil(inputs * target.share / all);
    const { failures, ms, ...row } = await fuzzTarget(target, count, seed);
    await target.close?.();
    const rate = Math.round(1000 * count / ms);
    rows.push({ row: { ...row, note: `${rate} a second` }, failures, ms });
  }
  const grown = Deno.memoryUsage().rss - before;
  const tried = rows.reduce((sum, { row }) => sum + row.tried, 0);
  const seconds = rows.reduce((sum, { ms }) => sum + ms, 0) / 1000;
  const failures = rows.flatMap((one) => one.failures);
  if (grown > MOST_GROWTH_BYTES + tried * MOST_GROWTH_PER_INPUT_BYTES) {
    failures.push(`memory grew by ${mebibytes(grown)}`);
  }
  return {
    title: "Fuzz",
    rows: rows.map(({ row }) => row),
    failures,
    figures: [
      `${tried} inputs in ${seconds.toFixed(1)} s, ${Math.round(tried / seconds)} a second`,
      `seed ${seed}`,
      `memory grew by ${mebibytes(grown)}`,
    ],
  };
}

function mebibytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(0)} MiB`;
}
