import assert from "node:assert/strict";
import { isObject } from "../../../lib/scan/events/is_object.ts";

Deno.test("isObject() knows objects from lists, null and bare values", () => {
  assert.ok(isObject({}));
  for (const value of [[], null, undefined, "", 1, true]) assert.equal(isObject(value), false);
});
