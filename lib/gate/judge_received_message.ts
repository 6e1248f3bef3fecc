import type { Finding } from "../scan/finding.ts";
import type { InjectionScanner } from "../scan/injection/injection_scanner.ts";
import type { SignStream } from "../scan/injection/sign_stream.ts";
import { lazyView } from "../scan/lazy_view.ts";
import type { Steps } from "../scan/steps.ts";
import { answerRefusal } from "./dlp_refusal.ts";
import { type AnswerReaders, lookingForKnown, scanAnswerBody, wantsSigns } from "./judge_answer.ts";
import { warningsOf } from "./judge_request.ts";
import type { MessageBytes, MessageJudging, MessageVerdict } from "./message_judging.ts";
import { joinedPieces } from "./joined_pieces.ts";
import { messageTail } from "./message_tail.ts";

/** Judges what the upstream says on one WebSocket, as any other answer, and its messages in a row. */
export function receivedJudge(): (
  judging: MessageJudging,
  message: MessageBytes,
) => Steps<MessageVerdict> {
  const spoken = messageTail();
  const controls = messageTail();
  const row = signsInARow();
  const pieces = joinedPieces();

  return function* judge({ engine, signs, route, approved }, { bytes, isData, about }) {
    const readers: AnswerReaders = {
      engine: engine.secretsOnly(),
      signs: wantsSigns(route) ? signs : undefined,
      approved,
    };
    const scanned = yield* scanAnswerBody(readers, bytes, about);
    const found: Finding[] = [...scanned.findings];
    const tail = isData ? spoken : controls;
    const joined = tail.with(bytes);
    if (joined !== undefined && !readers.engine.isBlind) {
      const view = lazyView(IN_A_ROW, ["joined"], joined);
      const options = { ...lookingForKnown(readers), surfaceKind: "body" } as const;
      found.push(...yield* readers.engine.scanSteps(view, options));
    }
    tail.add(bytes);
    if (isData && readers.signs) found.push(...yield* row(readers.signs, bytes));
    if (isData) found.push(...yield* pieces(readers, bytes));

    const blocking = found.find(({ severity }) => severity === "block");
    return {
      refusal: blocking && answerRefusal(blocking, "the upstream sent the"),
      warnings: warningsOf(found, []),
    };
  };
}

const IN_A_ROW = "messages in a row";

/** A phrase may be cut over several messages: they are followed as one text. */
function signsInARow(): (signs: InjectionScanner, bytes: Uint8Array) => Steps<Finding[]> {
  let following: { readonly signs: InjectionScanner; readonly stream: SignStream } | undefined;
  return function* (signs, bytes) {
    if (following?.signs !== signs) {
      following = { signs, stream: signs.stream(IN_A_ROW, ["joined"]) };
    }
    const found = yield* following.stream.pushSteps(bytes);
    // A message does not wait for the next one.
    return [...found, ...yield* following.stream.decideSteps()];
  };
}
