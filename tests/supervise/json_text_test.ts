import assert from "node:assert/strict";
import { jsonText } from "../../lib/supervise/json_text.ts";

Deno.test("jsonText() is indented ASCII that reads back as it was", () => {
  const value = { text: "\x1b\x7f\u202e größe 👍 \ud800", list: [1] };
  const text = jsonText(value);
  assert.match(text, /^[\n\x20-\x7e]+\n$/);
  assert.match(text, /^ {2}"list": \[\n/m);
  assert.deepEqual(JSON.parse(text), value);
});
