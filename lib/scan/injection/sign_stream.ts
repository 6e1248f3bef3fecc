import { limits } from "../../limits.ts";
import type { Finding } from "../finding.ts";
import type { CompiledSigns } from "./compile_signs.ts";
import { signedStream, type StreamedSigns } from "./signed_stream.ts";
import { type SignSurface, toFinding, tooMuchEncoded } from "./to_finding.ts";

/**
 * Looks for signs of injection in one text that comes bit by bit, split anywhere. Whoever pushes all of a text and
 * ends it learns the blocks that `scan` tells of the whole, in any split, since what is decided depends on the
 * text alone: a match that reaches the end of what is there, a group of signs that may grow or turn out to be an
 * example, and what looks encoded wait for what stands behind them, for some 6 KiB at most. Nothing is forgotten
 * for want of memory.
 *
 * Findings are told as they are decided, each once, and at most `injectionFindings` of either severity.
 */
export interface SignStream {
  /** In steps. Takes the next bytes, and gives the findings that are decided by now. */
  pushSteps(bytes: Uint8Array): Generator<void, Finding[], void>;
  /** No more comes: what waits is decided by what is there. */
  endSteps(): Generator<void, Finding[], void>;
  /**
   * Time is up: what waits is decided by what is there, and all bytes are cleared. More may be pushed. A phrase
   * of which the first words were cleared so is still found when the rest comes; a block that was told is
   * not taken back, even if words behind it would have made an example of it.
   */
  decideSteps(): Generator<void, Finding[], void>;
  /**
   * How many of the bytes pushed, from the first on, cannot be a part of an undecided block any more. Less
   * than six letters of a keyword, faint signs by themselves and the beginnings of encoded runs that
   * do not decode to anything yet do not count: they say nothing without what follows, which is held.
   */
  cleared(): number;
}

/** A stream to which a text may also be given as a whole: then nothing has to wait. */
interface WholeStream extends SignStream {
  wholeSteps(bytes: Uint8Array): Generator<void, Finding[], void>;
}

export function signStream(compiled: CompiledSigns, surface: SignSurface): WholeStream {
  const stream = signedStream(compiled);
  const told = new Set<string>();
  const counts = { block: 0, warn: 0 };
  let spentTold = false;

  function toNew(all: readonly StreamedSigns[]): Finding[] {
    if (all.length === 0 && (spentTold || !stream.spent())) return NONE;
    const findings = all.flatMap((signed) =>
      signed.judged.map((judged) => toFinding(signed, judged, surface))
    ).filter(isNew);
    if (stream.spent() && !spentTold) {
      spentTold = true;
      findings.push(tooMuchEncoded(surface));
    }
    return findings;
  }

  function isNew({ kind, severity, value }: Finding): boolean {
    const key = `${kind} ${value?.reveal() ?? ""}`;
    // What was warned of may turn out to be worse.
    if (told.has(`block ${key}`) || told.has(`${severity} ${key}`)) return false;
    if (counts[severity] >= limits.injectionFindings) return false;
    counts[severity]++;
    told.add(`${severity} ${key}`);
    return true;
  }

  return {
    *pushSteps(bytes) {
      return toNew(yield* stream.push(bytes, false));
    },
    *endSteps() {
      return toNew(yield* stream.push(NO_BYTES, true));
    },
    *wholeSteps(bytes) {
      return toNew(yield* stream.push(bytes, true));
    },
    *decideSteps() {
      return toNew(yield* stream.guess());
    },
    cleared: stream.cleared,
  };
}

const NO_BYTES = new Uint8Array(0);
const NONE: Finding[] = [];
