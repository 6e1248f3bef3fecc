import assert from "node:assert/strict";
import { isAwsSecret } from "../../../lib/scan/check/is_aws_secret.ts";
import { dummy } from "../../../lib/scan/rules/build/dummy.ts";

function isSecret(before: string, value: string): boolean {
  const match = /^[^]*$/.exec(before + value);
  return match !== null && isAwsSecret(value, match);
}

Deno.test("isAwsSecret() takes forty random characters of base64", () => {
  assert.ok(isSecret("aws_secret_access_key = ", dummy("<b40>")));
});

Deno.test("isAwsSecret() leaves out digests, paths and placeholders", () => {
  assert.ok(!isSecret("secret = ", dummy("<h40>")));
  assert.ok(!isSecret("aws_commit_secret = ", dummy("<b40>")));
  assert.ok(!isSecret("aws_secret = ", "path/to/some/module/with/a/longer/name12"));
  assert.ok(!isSecret("aws_secret = ", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"));
});
