import assert from "node:assert/strict";
import { isCommonPassword } from "../../../lib/scan/check/is_common_password.ts";

Deno.test("isCommonPassword() knows what examples write for a password", () => {
  for (
    const value of [
      "password1",
      "P@ssw0rd",
      "my-secret",
      "test123",
      "12345678",
      "abc123",
      "foobarbaz",
      "the-token-you-copied",
      "secrets.DB_PASSWORD",
      "superSecret!",
    ]
  ) assert.ok(isCommonPassword(value), value);
});

Deno.test("isCommonPassword() takes what somebody may have chosen for none", () => {
  for (const value of ["k7-Rq2-xW", "Tr4vel!9", "whale71hello", "zK4-mP_qL", "9d8f7a6b5c"]) {
    assert.ok(!isCommonPassword(value), value);
  }
});
