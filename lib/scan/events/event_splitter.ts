import { jsonSplitter } from "./json_splitter.ts";
import { lineSplitter } from "./line_splitter.ts";
import { sseSplitter } from "./sse_splitter.ts";
import type { EventSplitter } from "./stream_event.ts";

/** How a stream writes its events: `text/event-stream`, a line each, or the elements of one JSON array. */
export type EventKind = "sse" | "ndjson" | "json array";

const SPLITTERS: Readonly<Record<EventKind, () => EventSplitter>> = {
  sse: sseSplitter,
  ndjson: lineSplitter,
  "json array": jsonSplitter,
};

/** What cuts a stream of this kind into its events. */
export function eventSplitter(kind: EventKind): EventSplitter {
  return SPLITTERS[kind]();
}
