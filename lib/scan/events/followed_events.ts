import { limits } from "../../limits.ts";
import type { Stage } from "../stream/stage.ts";
import type { Work } from "../stream/work.ts";
import { type EventKind, eventSplitter } from "./event_splitter.ts";
import type { EventTexts } from "./event_texts.ts";
import { plainText } from "./plain_text.ts";
import type { StreamEvent } from "./stream_event.ts";
import { textChannels } from "./text_channels.ts";
import { textDeltas } from "./text_deltas.ts";

/** Makes what reads one text of a stream; its bytes are UTF-8. @param views what was undone, outermost first */
export type ReaderFor = (channel: string, views: readonly string[]) => Stage;

/** The stage of a stream of events. */
export interface FollowedEvents extends Stage {
  /**
   * Has what is held of all texts judged as though they ended, so that the events which came whole may go:
   * for when a stream pauses. Texts that go on are read with what was before once more. One call at a
   * time, with those to the others.
   */
  rest(): Promise<void>;
}

/**
 * Law: no event goes before the texts that it adds to, and those of all events before it, may go that far.
 *
 * Joins the texts that a stream brings in pieces, a few letters an event, and has each read as one. The
 * bytes of the stream themselves are to be looked at beside it. An event that is not whole is held.
 */
export function followedEvents(
  kind: EventKind,
  about: { readonly views: readonly string[] },
  readerFor: ReaderFor,
  work: Pick<Work, "looked">,
): FollowedEvents {
  const splitter = eventSplitter(kind);
  const views = [...about.views, JOINED_EVENTS];
  const channels = textChannels((channel) => readerFor(channel, views));
  /** Work since the last turn, as bytes to look at. */
  let spent = 0;

  async function take(events: Iterable<StreamEvent>, bytes: number): Promise<void> {
    spent += bytes;
    for (const event of events) {
      const { pieces, ended } = textsOfEvent(event);
      if (pieces.length > 0 || ended.length > 0) {
        await channels.take({ pieces, ended }, event.start);
      }
      spent += limits.eventCostBytes;
      if (spent >= limits.scanStepBytes) await giveTurn();
    }
    if (spent >= limits.scanStepBytes) await giveTurn();
  }

  async function giveTurn(): Promise<void> {
    await channels.flush();
    await work.looked(spent);
    spent = 0;
  }

  return {
    async push(bytes) {
      for (let at = 0; at < bytes.length; at += limits.eventStepBytes) {
        const step = bytes.subarray(at, at + limits.eventStepBytes);
        await take(splitter.push(step), step.length);
      }
      await channels.flush();
    },
    async end() {
      await take(splitter.end(), 0);
      await channels.end();
    },
    rest: () => channels.rest(),
    cleared: () => Math.min(channels.heldFrom(), splitter.taken()),
  };
}

/** How a finding tells that it stands in no single event. */
export const JOINED_EVENTS = "joined events";

function textsOfEvent({ data, name, isPiece }: StreamEvent): EventTexts {
  return isPiece ? plainText(data) : textDeltas(data, name);
}
