import assert from "node:assert/strict";
import { isInsideRun } from "../../../lib/scan/check/is_inside_run.ts";
import { dummy } from "../../../lib/scan/rules/build/dummy.ts";

function isInside(text: string): boolean {
  const match = /acme_\w{8}/.exec(dummy(text));
  assert.ok(match !== null);
  return isInsideRun(match);
}

Deno.test("isInsideRun() sees random text of base64url on both sides", () => {
  assert.ok(isInside("<w39>-acme_<x8>-<w39>"));
});

Deno.test("isInsideRun() lets pass what has an end, or names, on either side", () => {
  for (
    const text of [
      "acme_<x8>",
      "<w39>-acme_<x8>",
      "acme_<x8>-<w39>",
      "<w39> acme_<x8> <w39>",
      "a-rather-long-name-of-some-thing-2-acme_<x8>-a-rather-long-name-of-some-thing-2",
    ]
  ) assert.ok(!isInside(text), text);
});
