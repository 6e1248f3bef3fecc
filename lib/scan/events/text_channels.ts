import { limits } from "../../limits.ts";
import type { Stage } from "../stream/stage.ts";
import type { EventTexts } from "./event_texts.ts";
import { type TextChannel, textChannel } from "./text_channel.ts";

/** The texts of one stream that go on at the same time. */
export interface TextChannels {
  /**
   * Goes on with the texts of an event, and ends those that it ends.
   *
   * @param start where the event begins; it never falls
   */
  take(texts: EventTexts, start: number): Promise<void>;
  /** Has read what was taken. What is held of a text that others outran for long goes as `rest` has it. */
  flush(): Promise<void>;
  /** Has all that is held judged as though its texts ended, so that nothing is held. They may go on. */
  rest(): Promise<void>;
  /** No more comes: all texts are read to their ends. */
  end(): Promise<void>;
  /** Where the event begins that holds the first text which may not go yet; Infinity if all may. */
  heldFrom(): number;
}

/**
 * Follows up to `limits.eventChannels` texts, each in a channel of its own; further ones share the last.
 * A text that ended is forgotten.
 *
 * @param readerFor makes what reads a channel, when its first text comes
 */
export function textChannels(readerFor: (channel: string) => Stage): TextChannels {
  const channels = new Map<string, TextChannel>();
  const waiting = new Set<TextChannel>();
  /** The number of the event that added to each last. */
  const spoken = new Map<TextChannel, number>();
  let events = 0;

  function channelOf(name: string): TextChannel {
    const known = channels.get(name);
    if (known !== undefined) return known;
    const own = channels.size - (channels.has(SHARED) ? 1 : 0);
    if (own >= limits.eventChannels - 1 && name !== SHARED) return channelOf(SHARED);
    const channel = textChannel(() => readerFor(name));
    channels.set(name, channel);
    return channel;
  }

  async function endAll(beginning: string): Promise<void> {
    for (const [name, channel] of channels) {
      if (!name.startsWith(beginning)) continue;
      channels.delete(name);
      waiting.delete(channel);
      spoken.delete(channel);
      await channel.end();
    }
  }

  /** Of the texts that were silent for so many events. */
  async function restOf(silence: number): Promise<void> {
    for (const channel of channels.values()) {
      const silent = events - (spoken.get(channel) ?? events);
      if (silent >= silence && channel.heldFrom() < Infinity) await channel.rest();
    }
  }

  async function flush(): Promise<void> {
    for (const channel of waiting) await channel.flush();
    waiting.clear();
  }

  return {
    async take({ pieces, ended }, start) {
      events++;
      for (const { channel: name, text, isWhole } of pieces) {
        const channel = isWhole ? textChannel(() => readerFor(name)) : channelOf(name);
        channel.add(text, start);
        if (isWhole) {
          await channel.end();
          continue;
        }
        waiting.add(channel);
        spoken.set(channel, events);
      }
      for (const beginning of ended) await endAll(beginning);
    },
    async flush() {
      await flush();
      await restOf(limits.eventSilence);
    },
    async rest() {
      await flush();
      await restOf(0);
    },
    end: () => endAll(""),
    heldFrom() {
      let from = Infinity;
      for (const channel of channels.values()) from = Math.min(from, channel.heldFrom());
      return from;
    },
  };
}

/** The channel of all texts that have none of their own. */
const SHARED = "shared";
