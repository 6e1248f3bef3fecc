import assert from "node:assert/strict";
import { eventSplitter } from "../../../lib/scan/events/event_splitter.ts";
import { dataOf } from "./events_of.ts";

Deno.test("eventSplitter() cuts a stream by its kind", () => {
  assert.deepEqual(dataOf(eventSplitter("sse"), "data: 1\n\ndata: 2\n\n"), ["1", "2"]);
  assert.deepEqual(dataOf(eventSplitter("ndjson"), "1\n2\n"), ["1", "2"]);
  assert.deepEqual(dataOf(eventSplitter("json array"), "[1,2]"), ["1", "2"]);
});
