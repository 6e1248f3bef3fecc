import assert from "node:assert/strict";
import { entropy } from "../../lib/scan/entropy.ts";
import { seeded } from "../bench/conversation.ts";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function random(length: number, letters: string): string {
  const next = seeded(4);
  return Array.from({ length }, () => letters[Math.floor(next() * letters.length)]).join("");
}

const view = (text: string) => ({ surface: "body", views: [], text });

Deno.test("entropy() warns about long random runs and says where, without showing them", () => {
  const run = random(300, LETTERS);
  const [finding, ...more] = entropy(view(`data: ${run} end`));
  assert.equal(more.length, 0);
  assert.equal(finding?.severity, "warn");
  assert.deepEqual(finding?.span, { start: 6, end: 306 });
  assert.ok(!finding?.context.includes(run.slice(0, 8)));
});

Deno.test("entropy() does not warn about hex, words or short runs", () => {
  assert.deepEqual(entropy(view(random(400, "0123456789abcdef"))), []);
  assert.deepEqual(entropy(view("a_long_name_of_words_".repeat(20))), []);
  assert.deepEqual(entropy(view(random(100, LETTERS))), []);
});

Deno.test("entropy() finds a dense window inside a longer run", () => {
  const run = `${"a".repeat(500)}${random(200, LETTERS)}${"b".repeat(500)}`;
  assert.equal(entropy(view(run)).length, 1);
});
