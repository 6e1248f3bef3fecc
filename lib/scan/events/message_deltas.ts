import { limits } from "../../limits.ts";
import { latin1 } from "../body/latin1.ts";
import type { Work } from "../stream/work.ts";
import type { EventTexts } from "./event_texts.ts";
import { JOINED_EVENTS, type ReaderFor } from "./followed_events.ts";
import { PLAIN, plainText } from "./plain_text.ts";
import { textChannels } from "./text_channels.ts";
import { textDeltas } from "./text_deltas.ts";
import { utf8Of } from "./utf8_of.ts";

/** The messages of one way of a WebSocket, of which each is an event. */
export interface MessageDeltas {
  /** Done when the texts that the message adds were read, and it may be used again then. */
  push(payload: Uint8Array, kind: "text" | "binary"): Promise<void>;
  /** Has what is held of all texts judged as though they ended. They may go on. */
  rest(): Promise<void>;
  /** No more comes: what is held back is judged. */
  end(): Promise<void>;
  /** How many messages, from the first on, may go. */
  cleared(): number;
}

/**
 * Joins the texts that messages bring in pieces, as `followedEvents` does with the events of a stream. What
 * is binary is followed where it is JSON, as Gemini sends it: of sound and images no text is to be joined.
 */
export function messageDeltas(
  about: { readonly views: readonly string[] },
  readerFor: ReaderFor,
  work: Pick<Work, "looked">,
): MessageDeltas {
  const views = [...about.views, JOINED_EVENTS];
  const channels = textChannels((channel) => readerFor(channel, views));
  let count = 0;

  return {
    async push(payload, kind) {
      const at = count++;
      const { pieces, ended } = textsOfMessage(payload, kind);
      if (pieces.length > 0 || ended.length > 0) await channels.take({ pieces, ended }, at);
      await channels.flush();
      await work.looked(payload.length + limits.eventCostBytes);
    },
    rest: () => channels.rest(),
    end: () => channels.end(),
    cleared: () => Math.min(channels.heldFrom(), count),
  };
}

function textsOfMessage(payload: Uint8Array, kind: "text" | "binary"): EventTexts {
  const raw = latin1(payload);
  const isLong = raw.length > limits.eventBytes;
  if (kind === "text") return isLong ? plainText(utf8Of(raw)) : textDeltas(utf8Of(raw));
  if (isLong || !/^\s*[{[]/.test(raw)) return NOTHING;
  const { pieces, ended } = textDeltas(utf8Of(raw));
  return { pieces: pieces.filter(({ channel }) => channel !== PLAIN), ended };
}

const NOTHING: EventTexts = { pieces: [], ended: [] };
