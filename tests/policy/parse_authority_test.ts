import assert from "node:assert/strict";
import { parseAuthority } from "../../lib/policy/parse_authority.ts";
import { assertRefused, valueOf } from "../support/policy_values.ts";

Deno.test("parseAuthority() reads host and port, and the default where none is written", () => {
  const good: readonly (readonly [string, string, number])[] = [
    ["example.com", "example.com", 443],
    ["EXAMPLE.com:8080", "example.com", 8080],
    ["example.com:1", "example.com", 1],
    ["example.com:65535", "example.com", 65535],
    ["192.0.2.1:80", "192.0.2.1", 80],
    ["[::1]", "::1", 443],
    ["[2001:DB8::1]:8443", "2001:db8::1", 8443],
  ];
  for (const [text, host, port] of good) {
    assert.deepEqual(valueOf(parseAuthority(text, 443)), { host, port });
  }
});

Deno.test("parseAuthority() asks for the port where there is no default", () => {
  assert.deepEqual(valueOf(parseAuthority("example.com:443", undefined)), {
    host: "example.com",
    port: 443,
  });
  for (const text of ["example.com", "[::1]"]) {
    assertRefused(parseAuthority(text, undefined), 400, "bad-request", text);
  }
});

Deno.test("parseAuthority() refuses userinfo without repeating it", () => {
  for (
    const text of ["user:hunter22@example.com", "@example.com", "good.example@evil.example:443"]
  ) {
    const refusal = assertRefused(parseAuthority(text, 443), 400, "ambiguous-target", text);
    assert.match(refusal.text, /userinfo/);
    assert.doesNotMatch(refusal.text, /hunter22|evil/);
  }
});

Deno.test("parseAuthority() refuses ports and brackets that are read differently", () => {
  const bad = [
    ..."a:|a:0|a:065|a:65536|a:99999|a:+80|a:-1|a:8 0|a: 80|a:80 |a:0x50|a:8e1|a:80:80|a:http"
      .split("|"),
    ..."::1|::1:80|[::1|::1]|[::1]80|[::1]:|[::1]:0|[192.0.2.1]|[example.com]:80|[]|[]:80|[[::1]]"
      .split("|"),
    ...[
      "",
      ":80",
      "a/b",
      "a\\b:80",
      "a?b",
      "http://a:80/",
      "a:80/",
      "[::1%25eth0]:80",
      "a.:80",
      "a,b",
    ],
    ...["a:８０", "a:443\0", "a:443\n"],
  ];
  for (const text of bad) {
    assertRefused(parseAuthority(text, 443), 400, "ambiguous-target", text);
    assertRefused(parseAuthority(text, undefined), 400, "ambiguous-target", text);
  }
});
