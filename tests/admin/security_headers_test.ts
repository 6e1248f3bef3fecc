import assert from "node:assert/strict";
import { securityHeaders } from "../../lib/admin/security_headers.ts";

Deno.test("securityHeaders allow a page nothing but itself", () => {
  const policy = securityHeaders["Content-Security-Policy"] ?? "";
  assert.match(policy, /^default-src 'none';/);
  assert.doesNotMatch(policy, /unsafe|\*|https?:/);
  for (
    const part of [
      ...["frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'"],
      ...["require-trusted-types-for 'script'", "trusted-types 'none'"],
    ]
  ) {
    assert.ok(policy.includes(part), part);
  }
});
