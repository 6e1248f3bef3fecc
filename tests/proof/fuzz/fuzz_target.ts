import type { ProofRow } from "../section.ts";
import { type Draws, drawsFrom, drawsOf } from "./draws.ts";
import { shapeOf } from "./shape_of.ts";
import { shrink } from "./shrink.ts";
import { Broken, type FuzzTarget } from "./target.ts";
import { takeUncaught, type Uncaught, UncaughtError } from "./uncaught.ts";
import { within } from "../../support/within.ts";

/** What a target's inputs came to. */
export interface Fuzzed extends ProofRow {
  /** In words, each way of failing once, with the seed that repeats it. */
  readonly failures: readonly string[];
  readonly ms: number;
}

/** Different ways of failing of one target that are told. */
const MOST_FAILURES = 8;
/** One input takes no longer, on a machine that is busy with other things as well. */
const MOST_MS = 5_000;
/** And none waits longer for an end that does not come. */
const MOST_WAIT_MS = 20_000;

/** Gives a target so many inputs; each has a seed of its own that makes it again. */
export async function fuzzTarget(
  target: FuzzTarget,
  inputs: number,
  seed: number,
): Promise<Fuzzed> {
  const failures = new Map<string, string>();
  const began = performance.now();
  using uncaught = takeUncaught();
  let through = 0;
  for (let at = 0; at < inputs; at++) {
    const own = inputSeed(seed, at);
    const failed = await attempt(target, drawsOf(own), uncaught);
    if (failed === undefined) continue;
    through++;
    if (failures.has(failed.why) || failures.size >= MOST_FAILURES) continue;
    failures.set(failed.why, await told(target, own, failed, uncaught));
  }
  const ms = performance.now() - began;
  const { name } = target;
  return { name, tried: inputs, through, failures: [...failures.values()], ms };
}

/** The seed of one input. Neighbours are no neighbours: the generator behind it mixes them. */
export function inputSeed(seed: number, at: number): number {
  return (Math.imul(seed, 0x9e3779b1) + at) >>> 0;
}

interface Failed {
  /** In words, the same for inputs that fail in the same way. */
  readonly why: string;
  readonly shape: string;
  readonly choices: readonly number[];
}

async function attempt(
  target: FuzzTarget,
  draws: Draws,
  uncaught: Uncaught,
): Promise<Failed | undefined> {
  let input: Uint8Array | string = "";
  const began = performance.now();
  try {
    const checked = target.check(draws, (shown) => input = shown);
    if (checked !== undefined) {
      await within(MOST_WAIT_MS, Promise.race([checked, uncaught.next]), "an end");
    }
    if (performance.now() - began < MOST_MS) return undefined;
    throw new Broken(`an input takes more than ${MOST_MS} ms`);
  } catch (error) {
    uncaught.renew();
    return { why: words(error), shape: shapeOf(input), choices: [...draws.taken] };
  }
}

async function told(
  target: FuzzTarget,
  seed: number,
  failed: Failed,
  uncaught: Uncaught,
): Promise<string> {
  let smallest = failed;
  await shrink(failed.choices, async (choices) => {
    const again = await attempt(target, drawsFrom(choices), uncaught);
    if (again?.why !== failed.why) return false;
    smallest = again;
    return true;
  });
  return `${target.name}, seed ${seed}: ${failed.why}; with ${smallest.shape}`;
}

/** A surprise is told by its class and place: its message may quote what was read. */
function words(error: unknown): string {
  if (error instanceof Broken) return error.message;
  if (error instanceof UncaughtError) return "an error that no caller can catch";
  if (!(error instanceof Error)) return typeof error;
  const place = /\n\s+at (.*)/.exec(error.stack ?? "")?.[1]?.replace(/file:.*\/(?=lib|tests)/, "");
  return `${error.name} at ${place ?? "no place"}`;
}
