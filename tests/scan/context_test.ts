import assert from "node:assert/strict";
import { context } from "../../lib/scan/context.ts";

const VALUE = "Q7xw2LmT9vBc4RzK8pNs3HdY";
const OTHER = "h4Jk9sW2qLx7Zt5v";

function spanOf(text: string, value: string) {
  const start = text.indexOf(value);
  return { start, end: start + value.length };
}

Deno.test("context() shows what stands round a value and masks the value", () => {
  const text = `export KEY=${VALUE}; run`;
  assert.equal(context(text, spanOf(text, VALUE), [], []), "export KEY=********; run");
});

Deno.test("context() masks every other value, also one that the snippet cuts", () => {
  const text = `${OTHER} some words between them and KEY=${VALUE} then ${OTHER}`;
  const shown = context(text, spanOf(text, VALUE), [
    { start: 0, end: OTHER.length },
    { start: text.length - OTHER.length, end: text.length },
  ], []);
  for (let at = 0; at + 5 <= OTHER.length; at++) {
    assert.ok(!shown.includes(OTHER.slice(at, at + 5)), shown);
  }
});

Deno.test("context() masks values wherever else they stand", () => {
  const text = `a=${OTHER} KEY=${VALUE}`;
  assert.equal(context(text, spanOf(text, VALUE), [], [OTHER]), "a=******** KEY=********");
});

Deno.test("context() widens a span to the word that it is a part of", () => {
  const text = `KEY=${VALUE}andtherestofit end`;
  assert.equal(context(text, spanOf(text, VALUE), [], []), "KEY=******** end");
});

Deno.test("context() masks a word that begins before what is shown, but no word that ends there", () => {
  const text = `${OTHER} ${"w".repeat(100)}${VALUE} end`;
  const spans = [{ start: 0, end: OTHER.length }, { start: 20, end: 30 }];
  assert.equal(context(text, spanOf(text, VALUE), spans, []), "******** end");
});

Deno.test("context() shows line ends and bytes beyond ASCII as blanks", () => {
  const text = `first\nline \xff\xfe ${VALUE}\r\nnext`;
  assert.equal(context(text, spanOf(text, VALUE), [], []), "first line ******** next");
});
