import assert from "node:assert/strict";
import { compile } from "../../lib/scan/compile.ts";
import { limits } from "../../lib/limits.ts";
import { secretHold, windowHold } from "../../lib/scan/hold.ts";
import { secretForms } from "../../lib/scan/secrets/secret_forms.ts";
import { reduceText } from "../../lib/scan/walk/reduce_text.ts";
import { Secret } from "../../lib/secret.ts";
import { asText, sampleSecrets, SECRET_VALUE } from "../support/scan_samples.ts";

const hold = secretHold(compile([], sampleSecrets));

/** How many of the text's last bytes are held back. */
function held(text: string): number {
  const { bytes } = asText(text);
  return bytes.length - hold.from(bytes);
}

Deno.test("windowHold holds back the stated window", () => {
  const bytes = new Uint8Array(limits.streamWindowBytes + 100);
  assert.equal(windowHold.from(bytes), 100);
});

Deno.test("secretHold() holds nothing of an event that ends", () => {
  assert.equal(held('data: {"delta":{"text":"links"}}\n\n'), 0);
  assert.equal(held("data: [DONE]\n\n"), 0);
});

Deno.test("secretHold() holds every beginning of a secret, in every form", () => {
  for (const { name, text } of secretForms(SECRET_VALUE)) {
    for (let length = 8; length < text.length; length++) {
      const beginning = text.slice(0, length);
      // A few letters with other characters after them are let go.
      if (/[^A-Za-z0-9]$/.test(beginning) && reduceText(beginning).length < 6) continue;
      // All of its letters are a finding.
      if (reduceText(beginning) === reduceText(text)) break;
      const kept = held(`data: ${beginning}`);
      // Only what is neither letter nor digit may go before the first letter.
      const least = length - text.search(/[A-Za-z0-9]/);
      assert.ok(kept >= least, `${name} ${length}: ${kept}`);
    }
  }
});

Deno.test("secretHold() lets go what turns out to be something else", () => {
  assert.equal(held(`${SECRET_VALUE.slice(0, 12)}! But no more of it.`), 0);
});

Deno.test("secretHold() holds the beginning of gzip in base64, and of a value of signs", () => {
  assert.equal(held("data: H4sIAAAAAAAAA"), 13);
  assert.equal(held("data: H4s"), 3);
  const signs = secretHold(compile([], [{ name: "N", value: new Secret("!@#$%^&*a1") }]));
  const { bytes } = asText("so !@#$%");
  assert.equal(bytes.length - signs.from(bytes), 5);
});

Deno.test("secretHold() holds from the first sign of gzip in a run that goes on, however long it is", () => {
  for (const length of [10, 255, 256, 257, 1000]) {
    assert.equal(held(`data: H4sI${"A".repeat(length)}`), 4 + length);
    assert.equal(held(`H4sIAA H4sI${"A".repeat(length)}H4sIAA`), 10 + length);
    assert.equal(held(`H4sI${"A".repeat(length)}.${"_".repeat(length)}`), 0);
    assert.equal(held(`H4sI.${"_".repeat(length)}H4`), 2);
  }
});

Deno.test("secretHold() holds a beginning with as many separators as a match may have", () => {
  const letters = [...reduceText(SECRET_VALUE)].slice(0, 11).join("-".repeat(limits.scanGapBytes));
  assert.equal(held(`data: ${letters}`), letters.length);
});

Deno.test("secretHold() holds a word with an escape in it until the word ends", () => {
  for (const word of ["a\\u0039b", "a\\x39b", "a\\071b", "a%39b", "a&#57;b", "a&lt;b"]) {
    assert.equal(held(`data: ${word}`), word.length, word);
    assert.equal(held(`data: ${word} `), 0, word);
    assert.equal(held(`data: "${word}"`), 0, word);
  }
  assert.equal(held('data: "some\\nmore\\tof\\/it!'), 0);
});

Deno.test("secretHold() never holds more than the stated window", () => {
  const text = `H4sI${"A".repeat(2 * limits.streamWindowBytes)}`;
  assert.equal(held(text), limits.streamWindowBytes);
});
