import assert from "node:assert/strict";
import { copied } from "../../lib/observe/copied.ts";

Deno.test("copied() gives the same text, short, long and with latin1 letters", () => {
  for (const text of ["", "/x", "/a/rather/long/path", "/é/".repeat(20)]) {
    assert.equal(copied(text), text);
  }
});
