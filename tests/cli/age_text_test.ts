import assert from "node:assert/strict";
import { ageText } from "../../lib/cli/age_text.ts";

Deno.test("ageText() tells an age in one unit", () => {
  const now = Date.UTC(2026, 0, 10);
  const rows: [seconds: number, text: string][] = [
    [0, "0s"],
    [59.9, "59s"],
    [60, "1m"],
    [3_599, "59m"],
    [3_600, "1h"],
    [86_399, "23h"],
    [86_400 * 9, "9d"],
    [-5, "0s"],
  ];
  for (const [seconds, text] of rows) {
    assert.equal(ageText(new Date(now - seconds * 1000).toISOString(), now), text);
  }
  for (const none of ["", "yesterday", "\x1b[2J"]) assert.equal(ageText(none, now), "?");
});
