import assert from "node:assert/strict";
import { readRecorded } from "../../../lib/observe/record/read_recorded.ts";

const LINE = {
  v: 1,
  method: "GET",
  scheme: "https",
  host: "a.test",
  port: 443,
  path: "/x",
  query: null,
  whole: true,
  headers: ["x-v"],
  values: { "x-v": ["1"] },
  allowed: false,
  reason: "no-match",
};

Deno.test("readRecorded() reads a request, and a loss", () => {
  const { v: _, ...request } = LINE;
  assert.deepEqual(readRecorded(JSON.stringify({ ...LINE, more: 1 })), request);
  assert.deepEqual(readRecorded('{"v":1,"time":"","lost":3}'), { lost: 3 });
});

Deno.test("readRecorded() reads nothing else", () => {
  const bad: unknown[] = [
    null,
    [],
    { ...LINE, v: 2 },
    ...["method", "scheme", "host", "port", "path", "query", "whole", "headers", "values"]
      .map((key) => ({ ...LINE, [key]: 1.5 })).filter(({ port }) => port !== 1.5),
    { ...LINE, port: "443" },
    { ...LINE, allowed: "yes" },
    { ...LINE, reason: "toString" },
    { ...LINE, headers: [1] },
    { ...LINE, values: { "x-v": "1" } },
    { ...LINE, host: "A test" },
  ];
  for (const one of bad) assert.equal(readRecorded(JSON.stringify(one)), undefined);
  for (const text of ["", "{", "routes: []"]) assert.equal(readRecorded(text), undefined);
  const hidden = readRecorded(JSON.stringify({ ...LINE, host: "********", whole: false }));
  assert.ok(hidden && "host" in hidden);
});
