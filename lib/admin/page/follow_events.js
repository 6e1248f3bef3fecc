// @ts-check
/// <reference lib="dom" />
/** @import { Api } from "./api.js" */
/** @import { ServerEvent } from "./event_reader.js" */
import { backoffMs } from "./backoff.js";
import { createEventReader } from "./event_reader.js";

/** The sidecar sends a line each 15 s at least; without two of them the connection is dead. */
const SILENCE_MS = 40_000;

/**
 * @typedef {{ readonly kind: "connecting" | "live" } |
 *   { readonly kind: "lost", readonly why: string, readonly again: number }} ConnectionState
 *   `again` is when it is tried again, by `performance.now`
 */

/**
 * Reads the stream of events for as long as the page is there, and comes back after a failure.
 *
 * @param {Api} api
 * @param {object} told
 * @param {(event: ServerEvent) => void} told.event
 * @param {(state: ConnectionState) => void} told.state
 * @returns {{ now(): void, stop(): void }} `now` tries again without waiting
 */
export function followEvents(api, told) {
  let failures = 0;
  let over = false;
  /** Ends the pause between two tries. */
  let wake = () => {};
  let connection = new AbortController();

  const read = async () => {
    connection = new AbortController();
    const abort = () => connection.abort();
    let watch = setTimeout(abort, SILENCE_MS);
    try {
      const stream = await api.stream("/api/events", connection.signal);
      const reader = stream.getReader();
      const decoder = new TextDecoder();
      const events = createEventReader();
      for (;;) {
        const { done, value } = await reader.read();
        clearTimeout(watch);
        if (done) throw new Error("the sidecar ended the connection");
        watch = setTimeout(abort, SILENCE_MS);
        for (const event of events(decoder.decode(value, { stream: true }))) {
          if (over) return;
          if (event.name === "hello") {
            failures = 0;
            told.state({ kind: "live" });
          }
          told.event(event);
        }
      }
    } finally {
      clearTimeout(watch);
      connection.abort();
    }
  };

  const run = async () => {
    while (!over) {
      try {
        await read();
      } catch (error) {
        if (over) return;
        failures++;
        const ms = backoffMs(failures, Math.random());
        const why = error instanceof Error ? error.message : String(error);
        told.state({ kind: "lost", why, again: performance.now() + ms });
        await new Promise((resolve) => {
          wake = () => resolve(undefined);
          setTimeout(wake, ms);
        });
        if (!over) told.state({ kind: "connecting" });
      }
    }
  };
  told.state({ kind: "connecting" });
  run();
  return {
    now: () => wake(),
    stop() {
      over = true;
      connection.abort();
      wake();
    },
  };
}
