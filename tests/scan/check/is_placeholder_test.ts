import assert from "node:assert/strict";
import { isPlaceholder } from "../../../lib/scan/check/is_placeholder.ts";
import { dummy } from "../../../lib/scan/rules/build/dummy.ts";

Deno.test("isPlaceholder() knows what stands where a credential will stand", () => {
  for (
    const value of [
      "your_api_key",
      "YOUR-TOKEN-HERE",
      "yourapikey123",
      "ghp_yourGitHubTokenHere1234567890",
      "xxxxxxxxxxxxxxxx",
      "sk-ant-xxxxxx",
      "********",
      "changeme",
      "change-me-1",
      "AKIAIOSFODNN7EXAMPLE",
      "dummy_secret_1",
      "my-secret-token",
      "replace_with_real",
      "insert-key",
      "test_token_1",
    ]
  ) {
    assert.equal(isPlaceholder(value), true, value);
  }
});

Deno.test("isPlaceholder() knows references to a value that is kept elsewhere", () => {
  for (
    const value of [
      "${API_KEY}",
      "$(cat key)",
      "$TOKEN",
      "%TOKEN%",
      "{{ vault_key }}",
      "#{key}",
      "<token>",
      "%s",
      "sk-...",
      "@TOKEN@",
    ]
  ) {
    assert.equal(isPlaceholder(value), true, value);
  }
});

Deno.test("isPlaceholder() lets pass what a machine has drawn", () => {
  for (const shape of ["<h32>", "<x40>", "<w43>", "<u>", "<N20>", "<t58>"]) {
    assert.equal(isPlaceholder(dummy(shape)), false, shape);
  }
  assert.equal(isPlaceholder(""), false);
});
