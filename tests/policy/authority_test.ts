import assert from "node:assert/strict";
import { writeAuthority } from "../../lib/policy/authority.ts";

Deno.test("writeAuthority() leaves out the default port and puts IPv6 in brackets", () => {
  assert.equal(writeAuthority("https", { host: "example.com", port: 443 }), "example.com");
  assert.equal(writeAuthority("http", { host: "example.com", port: 443 }), "example.com:443");
  assert.equal(writeAuthority("http", { host: "::1", port: 80 }), "[::1]");
  assert.equal(writeAuthority("https", { host: "::1", port: 8443 }), "[::1]:8443");
});
