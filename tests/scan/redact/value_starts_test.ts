import assert from "node:assert/strict";
import { valuePattern } from "../../../lib/scan/redact/value_pattern.ts";
import { valueStarts } from "../../../lib/scan/redact/value_starts.ts";
import { seeded } from "../../bench/conversation.ts";

const MARKS = 'aZ4%\\&+ /"<>\r\n\t_';

/** Ways to write one character, those of which a pattern knows more than it should included. */
function writings(char: string): string[] {
  const code = char.charCodeAt(0);
  const hex = code.toString(16).padStart(2, "0");
  const json = JSON.stringify(char).slice(1, -1);
  return [
    ...[char, `%${hex}`, `%25${hex.toUpperCase()}`, `\\u00${hex}`, `\\\\u00${hex}`, json],
    ...[`\\${json}`, `&#${code};`, `&#x${hex};`, `\\${char}`, char === " " ? "+" : char],
    ...["&amp;", "&lt;", "&gt;", "&quot;", "", "n", "r", "t"],
  ];
}

Deno.test("valueStarts() holds the first two bytes of all that valuePattern() finds", () => {
  const random = seeded(3);
  const pick = <T>(from: ArrayLike<T>): T => from[Math.floor(random() * from.length)] as T;
  let found = 0;
  for (let i = 0; i < 1500; i++) {
    const value = Array.from({ length: 4 }, () => pick(MARKS)).join("");
    const text = Array.from(value, (char) => pick(writings(char))).join("") + pick(MARKS);
    const starts = valueStarts(value);
    for (const { index } of text.matchAll(valuePattern(value))) {
      const start = (text.charCodeAt(index) << 8) | text.charCodeAt(index + 1);
      if (index + 1 < text.length) assert.equal(starts[start], 1);
      found++;
    }
  }
  assert.ok(found > 100, String(found));
});

Deno.test("valueStarts() holds little else", () => {
  const count = valueStarts("tok_live_0123").reduce((sum, one) => sum + one, 0);
  assert.ok(count < 20, String(count));
});
