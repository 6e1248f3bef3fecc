import { latin1 } from "../scan/body/latin1.ts";
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
    const begin = readNothing(readers) ? -1 : beginOfJson(message);
    if (begin < 0) return [];
    if (following?.by.engine !== readers.engine || following.by.signs !== readers.signs) {
      following = { by: readers, ...follow(readers) };
    }
    const { work, deltas } = following;
    const read = async (): Promise<void> => {
      await deltas.push(message.subarray(begin), "text");
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

/**
 * Where the object or list begins that a message is; -1 if it is none. Before it may stand blanks, a byte order
 * mark, the name of a field of server-sent events, or the numbers that Socket.IO writes there.
 */
function beginOfJson(message: Uint8Array): number {
  const prefix = PREFIX.exec(latin1(message.subarray(0, PREFIX_BYTES)))?.[0];
  return prefix === undefined ? -1 : prefix.length;
}

const PREFIX_BYTES = 64;
const PREFIX =
  /^(?:\xef\xbb\xbf)?\s{0,8}(?:data:|\d{1,20}-?(?:\/[^,[{]{0,32},\d{0,20})?)?\s{0,8}(?=[[{])/;
