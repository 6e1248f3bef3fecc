import assert from "node:assert/strict";
import { signs } from "../../../../lib/scan/injection/signs/index.ts";

Deno.test("signs() are many, and each has an id of its own", () => {
  assert.ok(signs.length >= 40, `only ${signs.length} rows`);
  const ids = signs.map(({ id }) => id);
  assert.deepEqual(ids.filter((id, at) => ids.indexOf(id) !== at), []);
});

Deno.test("signs() have keywords of three letters or digits and more", () => {
  for (const { id, keywords } of signs) {
    assert.ok(keywords.length > 0, id);
    for (const word of keywords) {
      assert.ok(word.replace(/[^A-Za-z0-9]/g, "").length >= 2, `${id}: ${word}`);
    }
  }
});
