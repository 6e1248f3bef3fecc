import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { sseSplitter } from "../../../lib/scan/events/sse_splitter.ts";
import { seeded } from "../../bench/conversation.ts";
import { dataOf, eventsOf, randomPieces } from "./events_of.ts";

const CASES: readonly (readonly [stream: string, datas: readonly string[]])[] = [
  ["data: a\n\ndata: b\n\n", ["a", "b"]],
  ["data: a\r\n\r\ndata: b\r\n\r\n", ["a", "b"]],
  ["data: a\r\rdata: b\r\r", ["a", "b"]],
  ["data: a\r\n\rdata: b\n\r\n", ["a", "b"]],
  ["\ufeffdata: a\n\n", ["a"]],
  ["\ufeff\ndata: a\n\n", ["a"]],
  ["data: a\n\n\ufeffdata: b\n\n", ["a"]],
  ["data:a\n\ndata:  a\n\n", ["a", " a"]],
  ["data: a\ndata:\ndata: b\n\n", ["a\n\nb"]],
  ["data: a\rdata: b\r\ndata: c\n\n", ["a\nb\nc"]],
  ["data\n\n", [""]],
  ["data\ndata\n\n", ["\n"]],
  [": a comment\n\n:another\ndata: a\n:inside\n\n", ["a"]],
  ["event: ping\n\nid: 1\n\n\n\n", []],
  ["data : a\nDATA: a\n data: a\nno field\nretry: 10\n\n", []],
  ["data: a: b\n\n", ["a: b"]],
  ["data: grün 日本 \u{1f600}\n\n", ["grün 日本 \u{1f600}"]],
  ["data: a\n\ndata: cut sh", ["a", "cut sh"]],
  ["data: a\u2028b\x85c\vd\n\n", ["a\u2028b\x85c\vd"]],
];

Deno.test("sseSplitter() reads events by the rules of the standard, whatever the pieces", () => {
  for (const [stream, datas] of CASES) {
    const whole = eventsOf(sseSplitter(), stream, 1e6);
    assert.deepEqual(whole.map(({ data }) => data), datas, JSON.stringify(stream));
    for (let size = 1; size < Math.min(12, stream.length); size++) {
      assert.deepEqual(eventsOf(sseSplitter(), stream, size), whole, JSON.stringify(stream));
    }
  }
});

Deno.test("sseSplitter() names events, and keeps the id until another comes", () => {
  const stream = "event: a\nid: 1\ndata: x\n\ndata: y\n\nid: no\0ne\ndata: z\n\nid\ndata: w\n\n";
  const events = eventsOf(sseSplitter(), stream, 5);
  assert.deepEqual(events.map(({ data, name, id }) => [data, name, id]), [
    ["x", "a", "1"],
    ["y", "", "1"],
    ["z", "", "1"],
    ["w", "", ""],
  ]);
});

Deno.test("sseSplitter() ends an event with the byte that ends its blank line", () => {
  const places = (stream: string) =>
    eventsOf(sseSplitter(), stream, 3).map(({ start, end }) => [start, end]);
  assert.deepEqual(places("data: a\n\ndata: b\n\n"), [[0, 9], [9, 18]]);
  assert.deepEqual(places("data: a\r\n\r\ndata: b\r\n\r\n"), [[0, 10], [11, 21]]);
  assert.deepEqual(places(": hi\ndata: b\n\n"), [[5, 14]]);
});

Deno.test("sseSplitter() holds neither comments nor the byte behind an event's CR", () => {
  const splitter = sseSplitter();
  const push = (text: string) => [...splitter.push(Buffer.from(text))].length;
  assert.deepEqual([push(": alive\n"), splitter.taken()], [0, 8]);
  assert.deepEqual([push("data: a\r\n\r"), splitter.taken()], [1, 18]);
  assert.deepEqual([push("\n"), splitter.taken()], [0, 19]);
  assert.deepEqual([push("data: a\n"), splitter.taken()], [0, 19]);
  assert.deepEqual([push(":\n"), splitter.taken()], [0, 19]);
  assert.deepEqual([push("\n"), splitter.taken()], [1, 30]);
});

Deno.test("sseSplitter() reads the same piece again as another", () => {
  const splitter = sseSplitter();
  const piece = Buffer.from("data: a\r\n\r\ndata: b\n\n");
  for (let i = 0; i < 3; i++) assert.equal([...splitter.push(piece)].length, 2);
});

Deno.test("sseSplitter() reads streams of random lines the same in all pieces", () => {
  const random = seeded(5);
  const parts = ["data: ", "data", "event: x", ":", "id: 1", " ", "ü", "\n", "\r", "\r\n", "\n\n"];
  for (let round = 0; round < 300; round++) {
    let stream = "";
    while (stream.length < 60) stream += parts[Math.floor(random() * parts.length)] ?? "";
    const whole = eventsOf(sseSplitter(), stream, 1e6);
    const splitter = sseSplitter();
    const events = [...randomPieces(Buffer.from(stream), round, 6)]
      .flatMap((piece) => [...splitter.push(piece)]);
    assert.deepEqual([...events, ...splitter.end()], whole, JSON.stringify(stream));
    assert.equal(splitter.taken(), Buffer.byteLength(stream));
    // Another way to read it: all line ends as one kind, then all at once.
    const blocks = stream.replace(/\r\n?/g, "\n").split(/(?<=\n)\n/);
    const datas = blocks.map((block) =>
      [...block.matchAll(/^data(?:: ?(.*))?$/gm)].map(([, value = ""]) => value)
    );
    assert.deepEqual(
      whole.map(({ data }) => data),
      datas.filter((lines) => lines.length > 0).map((lines) => lines.join("\n")),
      JSON.stringify(stream),
    );
  }
});

Deno.test("sseSplitter() finds line ends in time that grows with the stream", () => {
  const many = "data:1\r\r".repeat(100_000);
  assert.equal(dataOf(sseSplitter(), many).length, 100_000);
});
