import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { isTelling } from "../../../lib/scan/injection/is_telling.ts";

Deno.test("isTelling() says yes to letters and to what does not show, no to typography and signs", () => {
  for (const char of ["é", "о", "忽", "\u200b", "\u00ad", "\u202e", "\u{e0041}", "ⓐ", "𝐚"]) {
    assert.ok(isTelling(Buffer.from(char), 0), char);
  }
  for (const char of ["a", "—", "’", "…", "©", "→", "😀", "\ufe0f"]) {
    assert.ok(!isTelling(Buffer.from(char), 0), char);
  }
});
