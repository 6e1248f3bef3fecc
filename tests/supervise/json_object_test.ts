import assert from "node:assert/strict";
import { jsonObject } from "../../lib/supervise/json_object.ts";

Deno.test("jsonObject() gives objects and nothing else", () => {
  assert.deepEqual(jsonObject('{"a":1}'), { a: 1 });
  for (const text of ["", "{", '{"a":1', "[]", "null", "1", '"a"', '{"a":1}x']) {
    assert.equal(jsonObject(text), undefined, text);
  }
});
