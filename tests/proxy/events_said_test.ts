import assert from "node:assert/strict";
import { eventsSaid } from "../../lib/proxy/events_said.ts";
import type { Fields } from "../../lib/wire/field.ts";
import type { Framing } from "../../lib/wire/message.ts";
import { bytesOf } from "../support/wire_bytes.ts";

const TYPE: Fields = [["Content-Type", "text/event-stream; charset=utf-8"]];

function of(fields: Fields, framing: Framing = { kind: "chunked" }) {
  return eventsSaid({ head: { version: "1.1", status: 200, reason: "OK", fields }, framing });
}

Deno.test("eventsSaid() is there for plain streams of events without a length", () => {
  assert.ok(of(TYPE));
  assert.ok(of(TYPE, { kind: "close" }));
  assert.equal(of(TYPE, { kind: "length", length: 9 }), undefined);
  assert.equal(of([...TYPE, ["Content-Encoding", "gzip"]]), undefined);
  assert.equal(of([["Content-Type", "text/plain"]]), undefined);
});

Deno.test("eventsSaid() lets an event follow where the last one is whole", () => {
  const rows: [string, boolean][] = [
    ["", true],
    ["data: a\n\n", true],
    ["data: a\r\n\r\n", true],
    ["data: a\r\r", true],
    ["data: a\n", false],
    ["data: a", false],
  ];
  for (const [text, whole] of rows) {
    const said = of(TYPE);
    for (const char of text) said?.see(bytesOf(char));
    assert.equal(said?.mayFollow(), whole, JSON.stringify(text));
    const atOnce = of(TYPE);
    if (text !== "") atOnce?.see(bytesOf(text));
    assert.equal(atOnce?.mayFollow(), whole);
  }
});
