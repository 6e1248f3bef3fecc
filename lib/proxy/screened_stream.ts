import type { AnswerVerdict } from "../gate/judge_answer.ts";
import { verdictOf } from "../gate/judge_answer.ts";
import { unreadableRefusal } from "../gate/dlp_refusal.ts";
import { limits } from "../limits.ts";
import type { BodyStep, StreamedBody } from "../scan/stream/stream_body.ts";
import type { Body } from "./body.ts";
import type { Clocks, Delay } from "./clocks.ts";
import type { TimedBody } from "./timed_body.ts";

/** The body of an answer of which nothing comes out that was not judged. */
export interface ScreenedStream extends Body {
  /**
   * Judges the slices that were read already: what is found in them is found before anything comes out.
   *
   * @param isLate whether they were held as long as may be
   */
  begin(first: readonly Uint8Array[], isLate: boolean): Promise<void>;
}

/**
 * Reads on as the body comes. What is held only to see how it goes on is held no longer than
 * `limits.heldAnswerMs`.
 *
 * @param body as it was before it was timed, for its length and trailers
 * @param heed throws where a verdict is a refusal
 * @param judgeTrailers called at the end
 */
export function screenedStream(
  { body, timed }: { readonly body: Body; readonly timed: TimedBody },
  stream: StreamedBody,
  clocks: Pick<Clocks, "delay">,
  heed: (verdict: AnswerVerdict) => void,
  judgeTrailers: () => Promise<AnswerVerdict>,
): ScreenedStream {
  const clean: Uint8Array[] = [];
  let ended = false;
  let pushed = 0;
  let released = 0;
  /** Runs while something hesitates; what was pushed before `delayedFrom` is what it is about. */
  let delay: Delay | undefined;
  let delayedTo = 0;
  /** Time was up, and nothing came since. */
  let isDecided = false;

  function take(step: BodyStep): void {
    heed(verdictOf(step.findings));
    if (step.refused !== undefined) {
      const refusal = unreadableRefusal(`the answer's ${step.refused}`);
      heed({ refusal, warnings: [], findings: [] });
    }
    for (const bytes of step.clean) released += bytes.length;
    clean.push(...step.clean);
  }

  function stopDelay(): void {
    delay?.cancel();
    delay = undefined;
  }

  async function next(): Promise<Uint8Array | null | "late"> {
    if (timed.ready) return await timed.read();
    if (!stream.hesitates || isDecided) {
      stopDelay();
      return await timed.read();
    }
    // All that the running delay was about has gone: what is held now came later.
    if (released >= delayedTo) stopDelay();
    if (delay === undefined) {
      delay = clocks.delay(limits.heldAnswerMs);
      delayedTo = pushed;
    }
    return await timed.readBy(delay.over);
  }

  async function advance(): Promise<void> {
    const slice = await next();
    if (slice === "late") {
      await decide();
    } else if (slice !== null) {
      await push(slice);
    } else {
      take(await stream.end());
      heed(await judgeTrailers());
      ended = true;
    }
  }

  async function decide(): Promise<void> {
    stopDelay();
    isDecided = true;
    take(await stream.decide());
  }

  async function push(slice: Uint8Array): Promise<void> {
    pushed += slice.length;
    isDecided = false;
    take(await stream.push(slice));
  }

  return {
    length: body.length,
    async begin(first, isLate) {
      for (const slice of first) await push(slice);
      if (isLate) await decide();
    },
    async read() {
      try {
        while (clean.length === 0 && !ended) await advance();
      } catch (error) {
        // Nothing that was judged before comes out behind a finding.
        clean.length = 0;
        stopDelay();
        throw error;
      }
      if (ended) stopDelay();
      return clean.shift() ?? null;
    },
    get ready() {
      return clean.length > 0 || ended || timed.ready;
    },
    get done() {
      return ended && clean.length === 0;
    },
    get trailers() {
      return body.trailers;
    },
  };
}
