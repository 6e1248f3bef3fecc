import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { jsonSplitter } from "../../../lib/scan/events/json_splitter.ts";
import { seeded } from "../../bench/conversation.ts";
import { dataOf, eventsOf, randomPieces } from "./events_of.ts";

const CASES: readonly (readonly [stream: string, datas: readonly string[]])[] = [
  ['[{"a":1},\n{"b":[2,{"c":3}]}\n]', ['{"a":1}', '{"b":[2,{"c":3}]}']],
  ['\ufeff [ {"a" : "}]"} , {"b":"\\"}\\\\"}]', ['{"a" : "}]"}', '{"b":"\\"}\\\\"}']],
  ['["a, b", "\\"", 12, true,null , [1], []]', [
    '"a, b"',
    '"\\""',
    "12",
    "true",
    "null",
    "[1]",
    "[]",
  ]],
  ["[[1],[2]]", ["[1]", "[2]"]],
  ['{"error":{"code":400}}', ['{"error":{"code":400}}']],
  ['{"a":1}\n{"b":2}', ['{"a":1}', '{"b":2}']],
  ['{"a":1}\n[2,3]', ['{"a":1}', "[2,3]"]],
  ['"one"', ['"one"']],
  ["[]", []],
  ["", []],
  ['[{"cut":"sh', ['{"cut":"sh']],
  ["} ] no JSON", ["}", "no", "JSON"]],
  ['[12{"a":1}]', ["12", '{"a":1}']],
  ['[{"ü":"日本"}]', ['{"ü":"日本"}']],
];

Deno.test("jsonSplitter() takes the elements of a list one by one, whatever the pieces", () => {
  for (const [stream, datas] of CASES) {
    const whole = eventsOf(jsonSplitter(), stream, 1e6);
    assert.deepEqual(whole.map(({ data }) => data), datas, stream);
    for (const size of [1, 2, 3, 7]) {
      assert.deepEqual(eventsOf(jsonSplitter(), stream, size), whole, stream);
    }
  }
});

Deno.test("jsonSplitter() gives out an element with its last byte", () => {
  const splitter = jsonSplitter();
  const push = (text: string) => [...splitter.push(Buffer.from(text))].map(({ data }) => data);
  assert.deepEqual([push('[{"a":1'), splitter.taken()], [[], 1]);
  assert.deepEqual([push("}"), splitter.taken()], [['{"a":1}'], 8]);
  assert.deepEqual([push("\n,"), splitter.taken()], [[], 10]);
  assert.deepEqual([push("]\n"), splitter.taken()], [[], 12]);
});

Deno.test("jsonSplitter() takes any list of values apart as JSON does", () => {
  const random = seeded(9);
  const text = () => ["", '"', "\\", "]", "},{", "ü", "\n"][Math.floor(random() * 7)] ?? "";
  const value = (depth: number): unknown => {
    const kind = Math.floor(random() * (depth > 3 ? 3 : 5));
    if (kind === 0) return Math.floor(random() * 1e6);
    if (kind === 1) return text() + text();
    if (kind === 2) return random() < 0.5;
    const inner = Array.from({ length: Math.floor(random() * 3) }, () => value(depth + 1));
    return kind === 3 ? inner : Object.fromEntries(inner.map((one, i) => [text() + i, one]));
  };
  for (let round = 0; round < 200; round++) {
    const list = Array.from({ length: 4 }, () => value(0));
    const stream = JSON.stringify(list, undefined, round % 3);
    assert.deepEqual(dataOf(jsonSplitter(), stream).map((data) => JSON.parse(data)), list);
    const splitter = jsonSplitter();
    const datas = [...randomPieces(Buffer.from(stream), round, 9)]
      .flatMap((piece) => [...splitter.push(piece)].map(({ data }) => JSON.parse(data)));
    assert.deepEqual(datas, list);
    assert.equal(splitter.taken(), Buffer.byteLength(stream));
  }
});
