import assert from "node:assert/strict";
import { createEventReader } from "../../../lib/admin/page/event_reader.js";

const TEXT = 'event: hello\ndata: {"newest":1}\n\n:\n\nevent: questions\ndata: {"held":2}\n\n';
const EVENTS = [
  { name: "hello", data: '{"newest":1}' },
  { name: "questions", data: '{"held":2}' },
];

Deno.test("createEventReader() reads a stream whole and character by character", () => {
  assert.deepEqual(createEventReader()(TEXT), EVENTS);
  const read = createEventReader();
  assert.deepEqual([...TEXT].flatMap((character) => read(character)), EVENTS);
});

Deno.test("createEventReader() keeps what is not whole", () => {
  const read = createEventReader();
  assert.deepEqual(read("event: hello\ndata: 1\n"), []);
  assert.deepEqual(read("\n"), [{ name: "hello", data: "1" }]);
});

Deno.test("createEventReader() gives up on an event without an end", () => {
  const read = createEventReader();
  read("x".repeat(8_000_000));
  assert.throws(() => read("x"), /without an end/);
});
