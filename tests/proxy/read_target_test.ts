import assert from "node:assert/strict";
import type { Scope } from "../../lib/proxy/asked.ts";
import { readTarget } from "../../lib/proxy/read_target.ts";
import { assertRefused, target, valueOf } from "../support/policy_values.ts";

const atProxy: Scope = { at: { kind: "proxy" }, serverName: undefined };
const inTunnel = (serverName: string | undefined): Scope => ({
  at: { kind: "tunnel", scheme: "https", authority: { host: "example.com", port: 443 } },
  serverName,
});
const read = (scope: Scope, written: string, ...hosts: string[]) =>
  readTarget({
    head: {
      method: "GET",
      target: written,
      version: "1.1",
      fields: hosts.map((host) => ["Host", host] as const),
    },
    scope,
  });

Deno.test("readTarget() reads the same from the absolute form and from a tunnel", () => {
  const expected = target({ path: "/a", query: "b=c" });
  assert.deepEqual(valueOf(read(inTunnel("example.com"), "/a?b=c", "example.com")), expected);
  assert.deepEqual(valueOf(read(inTunnel(undefined), "/a?b=c", "EXAMPLE.com:443")), expected);
  assert.deepEqual(
    valueOf(read(atProxy, "http://example.com/a?b=c", "example.com")),
    { ...expected, scheme: "http", port: 80 },
  );
});

Deno.test("readTarget() refuses a Host that is absent, doubled or another", () => {
  assertRefused(read(inTunnel("example.com"), "/"), 400, "bad-request");
  assertRefused(read(inTunnel("example.com"), "/", "other.test"), 421, "authority-mismatch");
  assertRefused(read(atProxy, "http://example.com/", "other.test"), 421, "authority-mismatch");
  const doubled = read(inTunnel("example.com"), "/", "example.com", "example.com");
  assert.equal(doubled.ok, false);
});

Deno.test("readTarget() refuses an SNI that is not the tunnel's host", () => {
  const outcome = read(inTunnel("other.test"), "/", "example.com");
  assertRefused(outcome, 421, "authority-mismatch");
});

Deno.test("readTarget() refuses a target that does not fit where it was read", () => {
  assertRefused(read(atProxy, "/", "example.com"), 400, "bad-request");
  const other = read(inTunnel("example.com"), "https://other.test/", "example.com");
  assertRefused(other, 421, "authority-mismatch");
});
