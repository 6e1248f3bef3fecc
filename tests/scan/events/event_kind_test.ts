import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { eventKind, isEventStream } from "../../../lib/scan/events/event_kind.ts";

Deno.test("eventKind() tells by the type, and a model's array by its first bytes", () => {
  const kind = (type: string, head = "") => eventKind(type, Buffer.from(head));
  assert.equal(kind("text/event-stream"), "sse");
  assert.equal(kind("application/x-ndjson"), "ndjson");
  assert.equal(kind("application/json", '[{\n  "candidates": ['), "json array");
  assert.equal(kind("application/json", '[{"id": 1}]'), undefined);
  assert.equal(kind("text/html", '[{"candidates"'), undefined);
});

Deno.test("isEventStream() is true of what must reach the agent event by event", () => {
  assert.equal(isEventStream("text/event-stream; charset=utf-8"), true);
  assert.equal(isEventStream("application/x-ndjson"), true);
  assert.equal(isEventStream("application/vnd.amazon.eventstream"), true);
  assert.equal(isEventStream("application/json"), false);
  assert.equal(isEventStream(undefined), false);
});
