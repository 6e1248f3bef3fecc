import { type MessageDeltas, messageDeltas } from "../scan/events/message_deltas.ts";
import type { Finding } from "../scan/finding.ts";
import type { Steps } from "../scan/steps.ts";
import { Halt } from "../scan/stream/halt.ts";
import { joinedText } from "../scan/stream/joined_text.ts";
import { type Work, work } from "../scan/stream/work.ts";
import { type AnswerReaders, lookingForKnown, readNothing } from "./judge_answer.ts";

/**
 * Follows the texts that messages of a WebSocket bring in pieces, a few letters each, as a model's answer
 * comes. A message does not wait for the next one.
 */
export function joinedPieces(): (readers: AnswerReaders, message: Uint8Array) => Steps<Finding[]> {
  let following: { readonly by: AnswerReaders; work: Work; deltas: MessageDeltas } | undefined;
  return function* (readers, message) {
    if (readNothing(readers) || !looksLikeJson(message)) return [];
    if (following?.by.engine !== readers.engine || following.by.signs !== readers.signs) {
      following = { by: readers, ...follow(readers) };
    }
    const { work, deltas } = following;
    const read = async (): Promise<void> => {
      await deltas.push(message, "text");
      for (const decide of work.hesitating) await decide();
    };
    // A finding that blocks is thrown in there, and taken below.
    yield read().catch((error: unknown) => {
      if (!(error instanceof Halt)) throw error;
    });
    return work.takeFindings();
  };
}

function follow(readers: AnswerReaders): { work: Work; deltas: MessageDeltas } {
  const options = { ...lookingForKnown(readers), surfaceKind: "body" } as const;
  const shared = work(readers.engine, options, "pass", () => {}, readers.signs);
  const about = { surface: "messages in a row", views: [] };
  return {
    work: shared,
    deltas: messageDeltas(
      about,
      (_channel, views) => joinedText({ ...about, views }, shared),
      shared,
    ),
  };
}

/** Whether its first letter is that of an object or a list. */
function looksLikeJson(message: Uint8Array): boolean {
  const first = message.find((byte) => byte > 0x20);
  return first === 0x7b || first === 0x5b;
}
