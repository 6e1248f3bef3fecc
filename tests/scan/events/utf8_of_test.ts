import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { utf8Of } from "../../../lib/scan/events/utf8_of.ts";

Deno.test("utf8Of() reads bytes as UTF-8, and what is none as U+FFFD", () => {
  for (const text of ["", "plain", "grün", "日本", "\u{1f600}", "\ufeffx"]) {
    assert.equal(utf8Of(Buffer.from(text).toString("latin1")), text);
  }
  assert.equal(utf8Of("a\xffb"), "a\ufffdb");
});
