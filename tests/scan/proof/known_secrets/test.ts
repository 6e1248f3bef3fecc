import assert from "node:assert/strict";
import { assertAllFound, type Excepted, type Found } from "../../../support/assert_all_found.ts";
import { bodyEncodings } from "../../../support/body_encodings.ts";
import { isFound, secretSamples } from "../../../support/proof_samples.ts";
import { inBody, inbound, inHead, inText } from "../../../support/proof_scan.ts";
import { secretWritings } from "../../../support/secret_writings.ts";
import { type TextEncoding, textEncodings } from "../../../support/text_encodings.ts";

// Law: a known secret is found in every writing that somebody else can read, wherever it stands.

const percent: TextEncoding = textEncodings["percent where needed"] ?? ((text) => text);

const bodies = ["plain", "gzip", "UTF-16LE by charset", "JSON", "JSON in \\u escapes", "form"]
  .concat(["multipart in base64", "zip, stored", "binary"]);

/** Where a written secret is put, by name. A header and a path hold no line ends. */
const PLACES: Readonly<Record<string, (written: string) => Found>> = {
  "a text": (written) => inText(`Dear reader, ${written} from the writer`),
  "a text from an upstream": (written) => inbound(`Dear reader, ${written} from the writer`),
  "a header": (written) => inHead({ fields: [["X-Note", written.replace(/[\r\n]+/g, " ")]] }),
  "a path": (written) => inHead({ path: `/v1/${percent(written)}/notes` }),
  "a query": (written) => inHead({ query: `page=2&note=${percent(written)}&sort=up` }),
  ...Object.fromEntries(bodies.map((name) => [
    `a body: ${name}`,
    (written: string) => {
      const encode = bodyEncodings[name];
      assert.ok(encode !== undefined, name);
      return inBody(encode(written));
    },
  ])),
};

const LINES =
  "an escaped line end between words without a digit is not undone, since every text is full of them";
const EXCEPTED: Readonly<Record<string, Excepted>> = {
  "chunks of ten on lines in a body: JSON": { OWN_PHRASE: LINES, OWN_LINES: LINES },
  "reversed in a body: JSON": { OWN_LINES: LINES },
  "rot13 in a body: JSON": { OWN_LINES: LINES },
};

for (const [how, write] of Object.entries({ ...textEncodings, ...secretWritings })) {
  Deno.test(`scan() finds every known secret written so: ${how}`, async () => {
    for (const [where, find] of Object.entries(PLACES)) {
      const excepted = EXCEPTED[`${how} in ${where}`];
      await assertAllFound(secretSamples, ({ value }) => find(write(value)), excepted, where);
    }
  });
}

/** Words and armour stand in many texts: only of values without them every piece gives them away. */
const random = secretSamples.filter(({ value }) => !/\s/.test(value));

/** Every piece of a value that has so many letters and digits and begins and ends with one. */
function pieces(value: string, letters: number): readonly string[] {
  const pattern = new RegExp(`(?=([A-Za-z0-9](?:[^A-Za-z0-9]*[A-Za-z0-9]){${letters - 1}}))`, "g");
  return [...value.matchAll(pattern)].map(([, piece = ""]) => piece);
}

for (
  const how of [
    "as it is",
    "letters with dots",
    "base64 of longer data",
    "base64 twice",
    "hex",
    "percent",
    "\\u escapes",
  ]
) {
  Deno.test(`scan() finds every piece of twelve letters of a random secret: ${how}`, () => {
    const write = textEncodings[how] ?? secretWritings[how];
    assert.ok(write !== undefined);
    for (const sample of random) {
      for (const piece of pieces(sample.value, 12)) {
        assert.ok(isFound(sample, inText(`a piece: ${write(piece)} and no more`)), sample.name);
      }
    }
  });
}

Deno.test("scan() leaves pieces of nine letters and pieces of words alone", () => {
  for (const { name, value } of secretSamples) {
    const left = random.some((sample) => sample.name === name)
      ? pieces(value, 9)
      : pieces(value, 12).slice(0, 8);
    for (const piece of left) assert.deepEqual(inText(`a piece: ${piece} and no more`), [], name);
  }
});
