import assert from "node:assert/strict";
import { visible } from "../../lib/supervise/visible.ts";

Deno.test("visible() leaves what is read as it stands", () => {
  const text = "POST /v1/größe?x=日本 \\u{1b} 'a' 👍";
  assert.equal(visible(text), text);
});

Deno.test("visible() writes out what steers, turns or hides", () => {
  const rows = [
    ["\x1b[2J", "\\u{1b}[2J"],
    ["\r\n\t\x00\x7f\x9b", "\\u{d}\\u{a}\\u{9}\\u{0}\\u{7f}\\u{9b}"],
    ["\u202e\u2066\u200f", "\\u{202e}\\u{2066}\\u{200f}"],
    ["\u2028\u00a0\u3000", "\\u{2028}\\u{a0}\\u{3000}"],
    ["\u200b\ufeff\u00ad\u3164", "\\u{200b}\\u{feff}\\u{ad}\\u{3164}"],
    ["\u{e0041}\ud800", "\\u{e0041}\\u{d800}"],
  ];
  for (const [text = "", shown] of rows) assert.equal(visible(text), shown);
});
