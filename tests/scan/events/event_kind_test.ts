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

Deno.test("eventKind() tells events by their first bytes, whatever they are said to be", () => {
  for (const type of ["", "text/plain", "application/json", "image/png"]) {
    const kind = (head: string) => eventKind(type, Buffer.from(head));
    assert.equal(kind('data: {"id":'), "sse");
    assert.equal(kind('\ufeff: hi\r\n\r\nevent: a\r\nid: 1\r\ndata:{"type"'), "sse");
    assert.equal(kind('\revent: a\rdata: ["'), "sse");
    assert.equal(kind('{"a": {}}\r\n{"b"'), "ndjson");
    for (const other of ["data: text", "data:\n  {", 'x\ndata: {"', '{"a": 1}\n', "{\n}\n{", ""]) {
      assert.equal(kind(other), undefined, other);
    }
  }
});

Deno.test("isEventStream() is true of what must reach the agent event by event", () => {
  assert.equal(isEventStream("text/event-stream; charset=utf-8"), true);
  assert.equal(isEventStream("application/x-ndjson"), true);
  assert.equal(isEventStream("application/vnd.amazon.eventstream"), true);
  assert.equal(isEventStream("application/json"), false);
  assert.equal(isEventStream(undefined), false);
});
