import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { rot13, secretForms } from "../../../lib/scan/secrets/secret_forms.ts";
import { reduceText } from "../../../lib/scan/walk/reduce_text.ts";
import { SECRET_VALUE } from "../../support/scan_samples.ts";

/** Whether a form of `name` stands in the text when only letters and digits count. */
function holds(text: string, name: string): boolean {
  return secretForms(SECRET_VALUE).some((form) =>
    form.name === name && reduceText(text).includes(reduceText(form.text))
  );
}

const bytes = Buffer.from(SECRET_VALUE);
const written: Readonly<Record<string, readonly string[]>> = {
  "": [SECRET_VALUE],
  reversed: [[...SECRET_VALUE].reverse().join("")],
  rot13: [rot13(SECRET_VALUE)],
  hex: [bytes.toString("hex"), bytes.toString("hex").toUpperCase()],
  base64: [bytes.toString("base64"), bytes.toString("base64url")].concat(
    ["x", "xy"].map((before) => Buffer.from(`${before}${SECRET_VALUE} after`).toString("base64")),
  ),
  percent: [encodeURIComponent(SECRET_VALUE)],
  "percent twice": [encodeURIComponent(encodeURIComponent(SECRET_VALUE))],
  escaped: [
    [...bytes].map((byte) => `\\u00${byte.toString(16)}`).join(""),
    [...bytes].map((byte) => `\\x${byte.toString(16)}`).join(""),
  ],
  "HTML entities": [[...bytes].map((byte) => `&#${byte};`).join("")],
};

for (const [name, texts] of Object.entries(written)) {
  Deno.test(`secretForms() has the form ${name === "" ? "of the value itself" : name}`, () => {
    for (const text of texts) assert.ok(holds(text, name), text);
  });
}

Deno.test("secretForms() has the value with its line ends as JSON writes them", () => {
  const form = secretForms("two words\nand more").find(({ text }) => text.includes("\\n"));
  assert.deepEqual(form, { name: "escaped", text: "two words\\nand more" });
});

Deno.test("secretForms() has base32 at all alignments (RFC 4648 section 10)", () => {
  const texts = secretForms("foobar").filter(({ name }) => name === "base32").map(({ text }) =>
    text
  );
  assert.equal(texts.length, 5);
  assert.ok("mzxw6ytboi======".startsWith(texts[0] ?? "-"));
});

Deno.test("secretForms() has base58 (draft-msporny-base58, section 5)", () => {
  const form = secretForms("Hello World!").find(({ name }) => name === "base58");
  assert.equal(form?.text, "2NEpo7TZRRrLZSi2U");
});

Deno.test("rot13() is its own inverse and leaves digits and signs", () => {
  assert.equal(rot13("Az-9_n"), "Nm-9_a");
  assert.equal(rot13(rot13(SECRET_VALUE)), SECRET_VALUE);
});
