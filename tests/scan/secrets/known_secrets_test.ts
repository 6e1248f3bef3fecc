import assert from "node:assert/strict";
import { knownSecrets } from "../../../lib/scan/secrets/known_secrets.ts";
import { reduceText } from "../../../lib/scan/walk/reduce_text.ts";
import { Secret } from "../../../lib/secret.ts";
import { SECRET_VALUE } from "../../support/scan_samples.ts";

function known(value: string) {
  return knownSecrets([{ name: "NAME", value: new Secret(value) }]);
}

Deno.test("knownSecrets() does not use short values nor one character over and over, and names them", () => {
  for (const value of ["", "short12", "aaaaaaaaaaaaaaaa", "  short  "]) {
    assert.deepEqual(known(value).rejected, ["NAME"], value);
    assert.equal(known(value).literals.length, 0);
  }
  assert.deepEqual(known("abcd1234").rejected, []);
});

Deno.test("knownSecrets() has a literal in every telling piece of the value", () => {
  const { literals } = known(SECRET_VALUE);
  const reduced = reduceText(SECRET_VALUE);
  const blocks = literals.filter(({ form }) => form.value !== undefined);
  const telling = blocks[0]?.form.telling ?? [];
  assert.ok(telling.includes(true));
  telling.forEach((tells, at) => {
    if (!tells) return;
    const inside = blocks.some(({ offset, literal }) =>
      offset >= at && offset + literal.length <= at + 12
    );
    assert.ok(inside, reduced.slice(at, at + 12));
  });
});

Deno.test("knownSecrets() begins every form with a literal, and no literal twice for one place", () => {
  const { literals } = known(SECRET_VALUE);
  const forms = new Set(literals.map(({ form }) => form));
  assert.ok(forms.size >= 15);
  for (const form of forms) {
    const first = literals.find((one) => one.form === form && one.offset === 0);
    assert.ok(first !== undefined && form.reduced.startsWith(first.literal), form.form);
  }
});

Deno.test("knownSecrets() keeps a value of signs for a plain search", () => {
  assert.deepEqual(known("!@#$%^&*a1").plain, [{ secret: "NAME", value: "!@#$%^&*a1" }]);
});

Deno.test("knownSecrets() counts the characters beside a form's letters that belong to it", () => {
  const forms = known("?k3j9x2m4q8w7?").literals.map(({ form }) => form);
  // Of a question mark the low six bits are a slash in base64. After one byte the value ends with one.
  assert.deepEqual(forms.filter(({ form }) => form === "base64").map(({ beside }) => beside), [
    { before: 0, after: 1 },
    { before: 1, after: 1 },
    { before: 2, after: 1 },
  ]);
  for (const { form, beside } of forms) {
    assert.equal(beside !== undefined, ["base64", "base32"].includes(form), form);
  }
});
