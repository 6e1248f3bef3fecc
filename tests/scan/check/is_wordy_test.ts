import assert from "node:assert/strict";
import { isWordy } from "../../../lib/scan/check/is_wordy.ts";
import { dummy } from "../../../lib/scan/rules/build/dummy.ts";

Deno.test("isWordy() hears names of code, paths and sentences", () => {
  for (
    const value of [
      "get_user_token",
      "config.auth.clientSecret",
      "MyAccessTokenProvider",
      "authentication-middleware",
      "src/lib/password/reset",
      "jwt_api_key",
      "AuthorityInfoAccessExtension",
    ]
  ) {
    assert.equal(isWordy(value), true, value);
  }
});

Deno.test("isWordy() hears nothing in what a machine has drawn", () => {
  for (const shape of ["<h32>", "<x24>", "<x40>", "<w43>", "<u>", "<N32>", "<b40>"]) {
    assert.equal(isWordy(dummy(shape)), false, shape);
  }
  assert.equal(isWordy(""), false);
  assert.equal(isWordy("12345678"), false);
});
