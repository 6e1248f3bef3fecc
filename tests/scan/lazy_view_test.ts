import assert from "node:assert/strict";
import { lazyView } from "../../lib/scan/lazy_view.ts";

Deno.test("lazyView() asks for the text when somebody asks it", () => {
  let asked = 0;
  const source = {
    bytes: Uint8Array.of(0x61),
    get text() {
      asked++;
      return "a";
    },
  };
  const view = lazyView("body", ["joined"], source);
  assert.equal(view.source, source);
  assert.equal(asked, 0);
  assert.equal(view.text, "a");
  assert.equal(asked, 1);
});
