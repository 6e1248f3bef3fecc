import { limits } from "../../limits.ts";
import { atOnce } from "../body/at_once.ts";
import type { Finding } from "../finding.ts";
import { latin1Bytes } from "../latin1_bytes.ts";
import type { TextView } from "../text_view.ts";
import { compileSigns } from "./compile_signs.ts";
import { digitsForLetters } from "./digits_for_letters.ts";
import { type SignStream, signStream } from "./sign_stream.ts";
import { signs } from "./signs/index.ts";

/**
 * Reads texts that come in for what wants to steer the agent. Built once (some ten milliseconds), then pure:
 * the same text gives the same findings.
 */
export interface InjectionScanner {
  /** All findings in a text, blocks first. A text beyond latin1 is a TypeError. */
  scan(view: TextView): Finding[];
  /** The same in steps of a few milliseconds at most. */
  scanSteps(view: TextView): Generator<void, Finding[], void>;
  /** One text that comes bit by bit; `views` are the decodings already undone. */
  stream(surface: string, views?: readonly string[]): SignStream;
}

export function createInjectionScanner(): InjectionScanner {
  const compiled = compileSigns([...signs, digitsForLetters]);
  function* scanSteps(view: TextView): Generator<void, Finding[], void> {
    const stream = signStream(compiled, view);
    const bytes = view.source?.bytes ?? latin1Bytes(view.text);
    const findings = yield* stream.wholeSteps(bytes);
    return findings.sort((a, b) => rank(a) - rank(b)).slice(0, limits.injectionFindings);
  }
  return {
    scanSteps,
    scan: (view) => atOnce(scanSteps(view)),
    stream: (surface, views = []) => signStream(compiled, { surface, views }),
  };
}

/** Blocks before warnings, the least decoded text first. */
function rank({ severity, views }: Finding): number {
  return (severity === "block" ? 0 : 1000) + views.length;
}
