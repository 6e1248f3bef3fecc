import assert from "node:assert/strict";
import { knownSecrets } from "../../../lib/scan/secrets/known_secrets.ts";
import { matchForm } from "../../../lib/scan/secrets/match_form.ts";
import { asText, sampleSecrets, SECRET_VALUE } from "../../support/scan_samples.ts";

const first = knownSecrets(sampleSecrets).literals.find(({ form, offset }) =>
  form.value !== undefined && offset === 0
);

/** Matches the value's first literal where its last letter stands in the text. */
function matched(text: string, last: number) {
  assert.ok(first !== undefined);
  return matchForm(asText(text).bytes, text.length, last, first.form, 0, first.literal.length);
}

Deno.test("matchForm() finds the whole form, also in another case and with separators", () => {
  assert.deepEqual(matched(`> ${SECRET_VALUE} <`, 10), {
    start: 2,
    end: 2 + SECRET_VALUE.length,
    whole: true,
    telling: true,
    open: false,
  });
  assert.equal(matched(SECRET_VALUE.toUpperCase(), 8)?.whole, true);
  const apart = SECRET_VALUE.replace(/./g, "$& , ");
  assert.equal(matched(apart, apart.indexOf("w"))?.whole, true);
});

Deno.test("matchForm() finds a telling piece, and no piece that is too short", () => {
  const piece = matched(`${SECRET_VALUE.slice(0, 22)} and so on`, 8);
  assert.equal(piece?.whole, false);
  assert.equal(piece?.telling, true);
  assert.equal(matched(`${SECRET_VALUE.slice(0, 12)}. And so on`, 8)?.telling, false);
});

Deno.test("matchForm() does not pass over a gap that is larger than the stated one", () => {
  const gap = (size: number) =>
    `${SECRET_VALUE.slice(0, 9)}${" ".repeat(size)}${SECRET_VALUE.slice(9)}`;
  assert.equal(matched(gap(16), 8)?.whole, true);
  assert.equal(matched(gap(17), 8)?.whole, false);
});

Deno.test("matchForm() says when the text ends before the form does", () => {
  assert.equal(matched(SECRET_VALUE.slice(0, 14), 8)?.open, true);
  assert.equal(matched(SECRET_VALUE, 8)?.open, false);
  assert.equal(matched(`${SECRET_VALUE.slice(0, 14)}!x`, 8)?.open, false);
});

Deno.test("matchForm() is undefined where the letters are not the form's", () => {
  assert.equal(matched("something else altogether", 8), undefined);
});
