import { limits } from "../limits.ts";
import type { AnswerReaders, AnswerVerdict } from "../gate/judge_answer.ts";
import { eventsSaid } from "./events_said.ts";
import type { Asked } from "./asked.ts";
import { Blocked } from "./blocked.ts";
import { concat } from "./body.ts";
import { bodyText } from "./body_text.ts";
import { errorEvent } from "./error_event.ts";
import { noteVerdict } from "./note_verdict.ts";
import { noteFailure } from "./refuse.ts";
import { screenedAnswer } from "./screened_answer.ts";
import type { Parts } from "./parts.ts";
import type { Answer } from "./upstream/send.ts";

/**
 * Brings an answer to the agent as it comes, no faster than the agent takes it.
 *
 * @throws what failed upstream, that the agent has left, or Blocked where the answer must not pass
 */
export async function relay(
  parts: Parts,
  asked: Asked,
  readers: AnswerReaders,
  answer: Answer,
): Promise<void> {
  const { reply } = asked;
  const { head, framing } = answer;
  const told = (verdict: AnswerVerdict): void => noteVerdict(parts, asked, head.status, verdict);
  const { body, close } = await screenedAnswer(parts, readers, answer, told);
  const events = eventsSaid(answer);
  const logged = parts.live.current.log === 2 ? new FirstBytes(LOGGED_BYTES) : undefined;
  try {
    // What is there already is read before the head is said: a secret in it is a refusal, not a cut.
    let slice = body.ready ? await body.read() : undefined;
    reply.start(head, framing);
    if (slice === undefined) await reply.flush();
    slice ??= await body.read();
    for (; slice !== null; slice = await body.read()) {
      logged?.see(slice);
      events?.see(slice);
      await reply.write(slice);
    }
    await reply.finish(body.trailers);
  } catch (error) {
    if (!(error instanceof Blocked && reply.started && events?.mayFollow())) throw error;
    noteFailure(parts, asked, error);
    await reply.write(errorEvent(error.refusal));
    await reply.finish([]);
  } finally {
    close();
    if (logged) {
      const { status, fields: headers } = head;
      const text = bodyText(headers, logged.bytes());
      const host = asked.target?.host ?? "";
      parts.log({ event: "egress_response", host, status, headers, body: text });
    }
  }
}

/** The writer redacts before it cuts, so a secret across its cut must be here whole. */
const LOGGED_BYTES = limits.logBodyBytes + limits.logRedactionMarginChars;

/** What a log is given of a body; one byte more is kept, so that its writer sees that there is more. */
class FirstBytes {
  readonly #slices: Uint8Array[] = [];
  #left: number;

  constructor(most: number) {
    this.#left = most + 1;
  }

  see(slice: Uint8Array): void {
    if (this.#left <= 0) return;
    this.#slices.push(slice.slice(0, this.#left));
    this.#left -= slice.length;
  }

  bytes(): Uint8Array {
    return this.#slices.length === 0 ? new Uint8Array(0) : concat(this.#slices);
  }
}
