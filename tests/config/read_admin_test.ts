import assert from "node:assert/strict";
import { ConfigError } from "../../lib/config/config_error.ts";
import { readAdmin } from "../../lib/config/read_admin.ts";

const unset = {
  EGRESS_ADMIN: undefined,
  EGRESS_ADMIN_TOKEN: undefined,
  EGRESS_ADMIN_HOSTS: undefined,
};
const TOKEN = "0123456789abcdefABCDEF";

Deno.test("readAdmin() gives no listener unless there is an address for it", () => {
  assert.equal(readAdmin(unset), undefined);
  assert.equal(readAdmin({ ...unset, EGRESS_ADMIN_TOKEN: TOKEN }), undefined);
});

Deno.test("readAdmin() reads address, token and names", () => {
  const admin = readAdmin({
    EGRESS_ADMIN: "[::1]:9098",
    EGRESS_ADMIN_TOKEN: TOKEN,
    EGRESS_ADMIN_HOSTS: "Console.Test, egress.internal",
  });
  assert.deepEqual(admin?.listen, { hostname: "::1", port: 9098 });
  assert.equal(admin?.token?.reveal(), TOKEN);
  assert.deepEqual(admin?.hosts, ["console.test", "egress.internal"]);
  assert.equal(readAdmin({ ...unset, EGRESS_ADMIN: "127.0.0.1:0" })?.token, undefined);
});

const bad = [
  ["EGRESS_ADMIN", "9098"],
  ["EGRESS_ADMIN", "localhost:9098"],
  ["EGRESS_ADMIN_TOKEN", TOKEN.slice(1)],
  ["EGRESS_ADMIN_TOKEN", `${TOKEN} x`],
  ["EGRESS_ADMIN_HOSTS", "a.test,"],
  ["EGRESS_ADMIN_HOSTS", "a.test:9098"],
  ["EGRESS_ADMIN_HOSTS", "*.test"],
] as const;

for (const [name, value] of bad) {
  Deno.test(`readAdmin() refuses ${name}=${value}, and does not repeat a token`, () => {
    const read = () => readAdmin({ ...unset, EGRESS_ADMIN: "127.0.0.1:9098", [name]: value });
    assert.throws(read, (error) =>
      error instanceof ConfigError && error.message.startsWith(name) &&
      !error.message.includes(TOKEN.slice(1)));
  });
}
