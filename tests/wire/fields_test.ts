import assert from "node:assert/strict";
import type { Fields } from "../../lib/wire/field.ts";
import {
  fieldValue,
  fieldValues,
  hasListToken,
  listTokens,
  trimOptionalSpace,
  withoutFields,
} from "../../lib/wire/fields.ts";

const fields: Fields = [
  ["Connection", "Keep-Alive, ,Upgrade"],
  ["X-A", "1"],
  ["connection", "\tclose "],
  ["x-a", "2"],
];

Deno.test("fieldValues() gives every line's value in order, whatever the case of the name", () => {
  assert.deepEqual(fieldValues(fields, "x-a"), ["1", "2"]);
  assert.deepEqual(fieldValues(fields, "x-b"), []);
  assert.deepEqual(fieldValues(fields, "x-"), []);
});

Deno.test("fieldValue() gives the first value or undefined", () => {
  assert.equal(fieldValue(fields, "x-a"), "1");
  assert.equal(fieldValue(fields, "x-aa"), undefined);
});

Deno.test("listTokens() splits all lines, lowers the case and leaves out empty members", () => {
  assert.deepEqual(listTokens(fields, "connection"), ["keep-alive", "upgrade", "close"]);
  assert.deepEqual(listTokens([["Connection", "\xa0close"]], "connection"), ["\xa0close"]);
});

Deno.test("hasListToken() matches whole members only", () => {
  assert.equal(hasListToken(fields, "connection", "close"), true);
  assert.equal(hasListToken(fields, "connection", "keep"), false);
  assert.equal(hasListToken(fields, "x-b", "close"), false);
});

Deno.test("withoutFields() drops by name and keeps order and case of the rest", () => {
  assert.deepEqual(withoutFields(fields, new Set(["connection"])), [["X-A", "1"], ["x-a", "2"]]);
});

Deno.test("trimOptionalSpace() takes SP and HTAB away and nothing else", () => {
  assert.equal(trimOptionalSpace(" \t a b\t "), "a b");
  assert.equal(trimOptionalSpace("\xa0\v a"), "\xa0\v a");
  assert.equal(trimOptionalSpace(" \t "), "");
  assert.equal(trimOptionalSpace("x: a :y", 2, 5), "a");
});
