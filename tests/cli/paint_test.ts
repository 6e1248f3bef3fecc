import assert from "node:assert/strict";
import { paint } from "../../lib/cli/paint.ts";

Deno.test("paint() colours where colours are shown and nowhere else", () => {
  assert.equal(paint({ colour: true }, "red", "no"), "\x1b[31mno\x1b[0m");
  assert.equal(paint({ colour: false }, "red", "no"), "no");
});
