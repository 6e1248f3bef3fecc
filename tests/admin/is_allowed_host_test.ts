import assert from "node:assert/strict";
import { isAllowedHost } from "../../lib/admin/is_allowed_host.ts";

Deno.test("isAllowedHost() takes IP addresses, localhost and the names that were given", () => {
  for (const name of ["127.0.0.1", "10.1.2.3", "[::1]", "[fd00::1]", "localhost", "console.test"]) {
    assert.ok(isAllowedHost(name, ["console.test"]), name);
  }
});

Deno.test("isAllowedHost() takes no other name, however like one of these", () => {
  const names = [
    ...["evil.test", "localhost.evil.test", "console.test.evil.test", "xconsole.test", ""],
    ...["127.0.0.1.evil.test", "localhost.", "_egress.local"],
  ];
  for (const name of names) assert.ok(!isAllowedHost(name, ["console.test"]), name);
});
