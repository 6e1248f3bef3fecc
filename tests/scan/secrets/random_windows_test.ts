import assert from "node:assert/strict";
import { randomWindows } from "../../../lib/scan/secrets/random_windows.ts";
import { reduceText } from "../../../lib/scan/walk/reduce_text.ts";

/** The pieces of twelve letters that give a value away. */
function telling(value: string): string[] {
  const reduced = reduceText(value);
  return randomWindows(value, 12).flatMap((tells, at) => tells ? [reduced.slice(at, at + 12)] : []);
}

Deno.test("randomWindows() takes every piece of a random value", () => {
  assert.equal(telling("k3j9x2m4q8w7e6r5").length, 5);
});

Deno.test("randomWindows() takes the piece of a random value that is like a word by chance", () => {
  const value = "k3j9x2m4qWordsOfFouraW8w7e6r5t2Zq4Lw7Tb2Rn8Vy5Jd3Mh6Pc1Xs9Kg4Bf7Nz2";
  assert.ok(telling(value).includes("wordsoffoura"));
  assert.ok(!telling("words-of-four-abc").includes("wordsoffoura"));
  assert.ok(!telling(`{"k":"${value}"}`).includes("wordsoffoura"));
  assert.ok(
    !telling(`-----BEGIN KEY-----\n${value.repeat(9)}\n-----END KEY-----`).includes("wordsoffoura"),
  );
});

Deno.test("randomWindows() leaves out what many values share", () => {
  const random = "Zq4Lw7Tb2Rn8Vy5J";
  assert.ok(telling(`sk-ant-api03-${random}`).every((piece) => reduceText(random).includes(piece)));
  const header = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9";
  assert.ok(telling(`${header}.${random}`).every((piece) => !reduceText(header).includes(piece)));
  const address = telling(`postgres://user:${random}@db1.internal.example.com:5432/app01`);
  assert.ok(address.length > 0);
  assert.ok(address.every((piece) => reduceText(random).includes(piece)));
});

Deno.test("randomWindows() takes no piece of words", () => {
  assert.deepEqual(telling("correct horse battery staple"), []);
  assert.deepEqual(telling("DEVELOPMENT-PASSWORD-ONE"), []);
});
