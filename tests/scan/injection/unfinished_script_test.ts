import assert from "node:assert/strict";
import { scriptSigns } from "../../../lib/scan/injection/scripts.ts";
import { unfinishedScript } from "../../../lib/scan/injection/unfinished_script.ts";

Deno.test("unfinishedScript() says yes to every example, and while it comes", () => {
  for (const { id, examples, pattern } of scriptSigns) {
    for (const example of examples.match) {
      assert.ok(unfinishedScript(example), id);
      const match = [...example.matchAll(pattern)][0];
      const last = (match?.index ?? 0) + (match?.[0].length ?? 0) - 1;
      assert.ok(unfinishedScript(example.slice(0, last)), id);
    }
  }
});

Deno.test("unfinishedScript() says no to other text of these scripts", () => {
  for (
    const text of ["今天天气很好。", "Погода сегодня хорошая.", "hello", "今日は良い天気です。"]
  ) {
    assert.ok(!unfinishedScript(text), text);
  }
});
