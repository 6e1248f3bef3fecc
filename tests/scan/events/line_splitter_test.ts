import assert from "node:assert/strict";
import { lineSplitter } from "../../../lib/scan/events/line_splitter.ts";
import { dataOf, eventsOf } from "./events_of.ts";

Deno.test("lineSplitter() takes every line that is not blank, whatever the pieces", () => {
  const stream = '\ufeff{"a":1}\r\n\n  \n{"b":"ü"}\nnot JSON\n{"cut';
  for (const size of [1, 2, 5, 100]) {
    assert.deepEqual(dataOf(lineSplitter(), stream, size), [
      '{"a":1}',
      '{"b":"ü"}',
      "not JSON",
      '{"cut',
    ]);
  }
});

Deno.test("lineSplitter() tells where lines stand", () => {
  const events = eventsOf(lineSplitter(), "ab\n\ncd\n", 1);
  assert.deepEqual(events.map(({ start, end }) => [start, end]), [[0, 3], [4, 7]]);
});

Deno.test("lineSplitter() takes no record separator for a part of its event", () => {
  assert.deepEqual(dataOf(lineSplitter(), '\x1e{"a":1}\n\x1e\x1e{"b":2}\n\x1e\n', 3), [
    '{"a":1}',
    '{"b":2}',
  ]);
});
