import {
  type AnswerReaders,
  type AnswerVerdict,
  judgeAnswerBody,
  judgeAnswerFields,
  judgeAnswerHead,
  lookingForKnown,
  readNothing,
  verdictOf,
} from "../gate/judge_answer.ts";
import { aboutBody } from "../gate/scan_request.ts";
import { limits } from "../limits.ts";
import { isPacked } from "../scan/body/is_packed.ts";
import { type AboutBody, codingNames } from "../scan/body/read_body.ts";
import { isEventStream } from "../scan/events/event_kind.ts";
import { isScannedType } from "../scan/injection/is_scanned_type.ts";
import { runSteps } from "../scan/steps.ts";
import { streamBody } from "../scan/stream/stream_body.ts";
import type { Framing, ResponseHead } from "../wire/message.ts";
import { Blocked } from "./blocked.ts";
import { type Body, heldBody } from "./body.ts";
import { type HeldAnswer, holdAnswer } from "./hold_answer.ts";
import type { Parts } from "./parts.ts";
import { screenedStream } from "./screened_stream.ts";
import { timedBody } from "./timed_body.ts";
import type { Answer } from "./upstream/send.ts";

export interface Screened {
  readonly body: Body;
  /** Frees what the scan holds; idempotent. */
  close(): void;
}

type ScreenParts = Pick<Parts, "largeScans" | "turns" | "heldBodies" | "clocks">;

/**
 * The body of an answer as the agent may have it: no known secret comes out of it, and nothing that wants to
 * steer the agent. Its beginning is held and read, so that what is found there is a refusal; the rest comes
 * as it streams. Events pass from the first on.
 *
 * @param told takes every verdict, for those who keep the log
 * @throws Blocked if the head or the beginning must not pass; a stream's read throws it later
 */
export async function screenedAnswer(
  parts: ScreenParts,
  readers: AnswerReaders,
  { head, framing, body }: Pick<Answer, "head" | "framing" | "body">,
  told: Told,
): Promise<Screened> {
  if (readNothing(readers)) return { body, close() {} };
  const heed = heeding(head, told);
  heed(await runSteps(judgeAnswerHead(readers, head), parts.turns.begin()));
  if (framing.kind === "none") return { body, close() {} };

  const about = aboutBody(head.fields);
  const timed = timedBody(body);
  const judgeTrailers = () => runSteps(judgeAnswerFields(readers, body.trailers));
  const share = parts.heldBodies.share();
  try {
    const held: HeldAnswer = isEventStream(about.contentType)
      ? { kind: "begun", first: [], isLate: false }
      : await holdAnswer(timed, isHeld(about, framing), share, parts.clocks);
    if (held.kind === "whole") {
      heed(await judgeWhole(parts, readers, held.bytes, about));
      heed(await judgeTrailers());
      return { body: heldBody(held.bytes, body.trailers), close: share.end };
    }
    const stream = streamBody(readers.engine, about, {
      ...lookingForKnown(readers),
      surfaceKind: "body",
      unreadable: "pass",
      signs: readers.signs,
      turn: parts.turns.begin(),
    });
    share.atEnd(stream.close);
    const screened = screenedStream({ body, timed }, stream, parts.clocks, heed, judgeTrailers);
    await screened.begin(held.first, held.isLate);
    return { body: screened, close: share.end };
  } catch (error) {
    share.end();
    throw error;
  }
}

/** Looks through an interim answer. @throws Blocked if it must not pass */
export async function screenInterim(
  readers: AnswerReaders,
  head: ResponseHead,
  told: Told,
): Promise<void> {
  heeding(head, told)(await runSteps(judgeAnswerHead(readers, head)));
}

type Told = (verdict: AnswerVerdict) => void;

/** Throws where there is a refusal. */
type Heed = (verdict: AnswerVerdict) => void;

function heeding({ status }: ResponseHead, told: Told): Heed {
  return (verdict) => {
    told(verdict);
    if (verdict.refusal) throw new Blocked(verdict.refusal, status);
  };
}

/** Whether a body is held to its end or bound: what is short, and what a model reads. Downloads are not. */
function isHeld(
  { contentType, contentEncoding }: AboutBody,
  framing: Framing,
): (first: Uint8Array) => boolean {
  const isShort = framing.kind === "length" && framing.length <= limits.heldAnswerBytes;
  const isPlain = codingNames(contentEncoding).length === 0;
  return (first) => isShort || !isPlain || isScannedType(contentType, first);
}

function judgeWhole(
  { largeScans, turns }: ScreenParts,
  readers: AnswerReaders,
  bytes: Uint8Array,
  about: AboutBody,
): Promise<AnswerVerdict> {
  if (bytes.length < LEAST_BYTES) return Promise.resolve(verdictOf([]));
  const judge = () => runSteps(judgeAnswerBody(readers, bytes, about), turns.begin());
  return isPacked(bytes, about) ? largeScans(judge) : judge();
}

/** What is shorter holds neither a known secret nor a sign. */
const LEAST_BYTES = Math.min(limits.knownSecretLeastBytes, limits.injectionLeastBytes);
