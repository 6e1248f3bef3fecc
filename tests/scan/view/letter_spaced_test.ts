import assert from "node:assert/strict";
import { ByteSink } from "../../../lib/scan/view/byte_sink.ts";
import { letterSpaced } from "../../../lib/scan/view/letter_spaced.ts";
import { asText, utf8 } from "../../support/scan_samples.ts";

const TOKEN = "ghp_Ab1-Cd2_Ef3Gh4";

function shown(text: string): string {
  const sink = new ByteSink();
  letterSpaced(asText(text).bytes, 0, text.length, { shown: sink, unseen: sink });
  return sink.take().text;
}

for (const separator of ["\0", " ", ".", ", ", "\0\0\0", '","', ";, ", "\\n"]) {
  Deno.test(`letterSpaced() closes up letters with ${JSON.stringify(separator)} between them`, () => {
    for (const before of ["", "abc ", "the words before it, "]) {
      const text = `${before}${[...TOKEN].join(separator)} and after`;
      const isFound = shown(text).includes(TOKEN);
      // A separator that holds a letter cannot be told from the text.
      assert.equal(isFound, separator !== "\\n", before);
    }
  });
}

Deno.test("letterSpaced() leaves ordinary text, rules and indentation alone", () => {
  assert.equal(shown("an ordinary line of text\n        indented\n-------- a b c d - 1, 2, 3"), "");
});

Deno.test("letterSpaced() keeps letters apart whose separator does not show", () => {
  for (const [separator, isUnseen] of [["\u200b", true], ["\u00ad", true], ["→", false]] as const) {
    const { bytes } = asText(utf8([...TOKEN].join(separator)));
    const sink = new ByteSink(), unseen = new ByteSink();
    letterSpaced(bytes, 0, bytes.length, { shown: sink, unseen });
    const [full, empty] = isUnseen ? [unseen, sink] : [sink, unseen];
    assert.ok(full.take().text.includes(TOKEN), separator);
    assert.equal(empty.length, 0, separator);
  }
});

Deno.test("letterSpaced() misses no stretch of the least length, wherever it stands", () => {
  for (const least of [0, 13, 30]) {
    const letters = "aB3dE6gH9".repeat(4).slice(0, Math.max(12, least));
    for (let before = 0; before < 80; before++) {
      const text = `${"-".repeat(before)}${[...letters].join(".")}, and more text after it`;
      const sink = new ByteSink();
      letterSpaced(asText(text).bytes, 0, text.length, { shown: sink, unseen: sink }, least);
      assert.ok(sink.take().text.includes(letters), `${least} letters at ${before}`);
    }
  }
});
