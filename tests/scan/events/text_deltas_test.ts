import assert from "node:assert/strict";
import { limits } from "../../../lib/limits.ts";
import { PLAIN } from "../../../lib/scan/events/plain_text.ts";
import { deltaRows, textDeltas } from "../../../lib/scan/events/text_deltas.ts";

const plain = (text: string) => ({
  pieces: [{ channel: PLAIN, text, isWhole: false }],
  ended: [],
});

Deno.test("textDeltas() takes what is no JSON, and bare values, as text", () => {
  for (const data of ["[DONE]", "plain", '{"cut":', "42", "true", " ", '"a" and "b"']) {
    assert.deepEqual(textDeltas(data), plain(data), data);
  }
  assert.deepEqual(textDeltas('"a\\u0062"'), plain("ab"));
  assert.deepEqual(textDeltas(""), { pieces: [], ended: [] });
  assert.deepEqual(textDeltas("{}"), { pieces: [], ended: [] });
});

Deno.test("textDeltas() takes an event of too many values as text", () => {
  const event = (count: number) => JSON.stringify({ text: "a", n: Array(count).fill(1234567) });
  const most = limits.eventValues - 3;
  assert.deepEqual(textDeltas(event(most)).pieces.map(({ text }) => text), ["a"]);
  assert.deepEqual(textDeltas(event(most + 1)), plain(event(most + 1)));
});

Deno.test("textDeltas() reads events that come together one after the other", () => {
  const { pieces, ended } = textDeltas(JSON.stringify([
    { response: "a", done: false },
    { response: "b", done: true },
    7,
  ]));
  assert.deepEqual(pieces.map(({ text }) => text), ["a", "b"]);
  assert.deepEqual(ended, ["ollama/"]);
});

Deno.test("textDeltas() reads numbers that are none, as Python does", () => {
  const event = '{"n": [NaN, -Infinity], "text": "NaN \\" Infinity", "m": Infinity}';
  assert.deepEqual(textDeltas(event).pieces.map(({ text }) => text), ['NaN " Infinity']);
  for (const broken of ['{"text": NaN', '{"text": "a" NaN}', '{"text": "NaN}']) {
    assert.deepEqual(textDeltas(broken), plain(broken));
  }
});

Deno.test("textDeltas() looks through what is no JSON in linear time", () => {
  const broken = `{"${'\\"'.repeat(limits.eventBytes / 2)}`;
  const start = performance.now();
  assert.deepEqual(textDeltas(broken), plain(broken));
  assert.ok(performance.now() - start < 500);
});

Deno.test("textDeltas() joins no name of JavaScript's own", () => {
  for (const name of ["__proto__", "constructor", "toString"]) {
    assert.deepEqual(textDeltas(`{"${name}":{"text":"a"}}`).pieces.map(({ text }) => text), ["a"]);
  }
});

Deno.test("deltaRows have a source and examples, and the last knows every event", () => {
  assert.equal(new Set(deltaRows.map(({ vendor }) => vendor)).size, deltaRows.length);
  for (const { source, examples } of deltaRows) assert.ok(source !== "" && examples.length > 0);
  assert.notEqual(deltaRows[deltaRows.length - 1]?.read({}, ""), undefined);
});

Deno.test("deltaRows read events of their own alone", () => {
  for (const row of deltaRows) {
    for (const { event, name = "" } of row.examples) {
      const first = deltaRows.find((one) => one.read(event, name) !== undefined);
      assert.equal(first?.vendor, row.vendor, JSON.stringify(event));
    }
  }
});
