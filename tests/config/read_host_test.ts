import assert from "node:assert/strict";
import { ConfigError } from "../../lib/config/config_error.ts";
import { readHost } from "../../lib/config/read_host.ts";

const read = (value: string) =>
  readHost({ kind: "scalar", value, place: { file: "f", line: 1, column: 1 } });

Deno.test("readHost() gives the canonical host", () => {
  const rows = [
    ["example.com", "example.com"],
    ["API.Example.COM", "api.example.com"],
    ["*.Example.com", "*.example.com"],
    ["*.com", "*.com"],
    ["localhost", "localhost"],
    ["192.0.2.1", "192.0.2.1"],
    ["2001:DB8::1", "2001:db8::1"],
    ["::1", "::1"],
    ["my_host.example", "my_host.example"],
    ["xn--bcher-kva.example", "xn--bcher-kva.example"],
  ] as const;
  for (const [written, canonical] of rows) assert.equal(read(written), canonical);
});

Deno.test("readHost() says how a host with more than a host is written", () => {
  const rows = [
    ["https://example.com:8443/v1", /is a URL; write example\.com and "ports: \[8443\]"/],
    ["http://[2001:db8::1]:80", /is a URL; write 2001:db8::1 and "ports: \[80\]"/],
    ["example.com:443", /a port; write example\.com and "ports: \[443\]"/],
    ["[2001:db8::1]:443", /a port; write 2001:db8::1 and "ports: \[443\]"/],
    ["example.com/v1", /a path; /],
    ["example.com?x", /a path; /],
    ["example.com.", /without the dot/],
    ["[::1]", /without them/],
    ["*", /every host/],
    ["*example.com", /first labels/],
    ["a.*.example.com", /first labels/],
    ["*.*.example.com", /first labels/],
    ["*.", /empty/],
    ["*.192.0.2.1", /wildcard of an IP/],
    ["*.2001:db8::1", /wildcard of an IP/],
  ] as const;
  for (const [written, words] of rows) assert.throws(() => read(written), words, written);
});

Deno.test("readHost() refuses every writing that a resolver reads as another host", () => {
  const odd = [
    "127.1",
    "0x7f000001",
    "2130706433",
    "0177.0.0.1",
    "::ffff:127.0.0.1%lo",
    "fe80::1%eth0",
  ];
  const broken = [
    "",
    " ",
    "a b",
    "a..b",
    ".a",
    "-a.example",
    "ex%61mple.com",
    "a@b",
    "bücher.example",
  ];
  for (const written of [...odd, ...broken]) {
    assert.throws(() => read(written), ConfigError, written);
  }
});

Deno.test("readHost() does not quote a URL's userinfo", () => {
  assert.throws(() => read("https://me:dummy-value@example.com/"), (error) => {
    assert.ok(error instanceof ConfigError);
    assert.doesNotMatch(error.message, /dummy-value/);
    return true;
  });
});
