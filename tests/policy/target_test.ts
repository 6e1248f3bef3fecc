import assert from "node:assert/strict";
import {
  originForm,
  parseConnectTarget,
  parseTarget,
  type TargetScope,
} from "../../lib/policy/target.ts";
import { assertRefused, target, valueOf } from "../support/policy_values.ts";

const proxy: TargetScope = { kind: "proxy" };
const tunnel: TargetScope = {
  kind: "tunnel",
  scheme: "https",
  authority: { host: "example.com", port: 443 },
};

Deno.test("parseTarget() reads absolute form on the proxy's port and keeps path and query raw", () => {
  const read = (raw: string) => valueOf(parseTarget("GET", raw, proxy));
  assert.deepEqual(read("https://example.com/"), target());
  assert.deepEqual(
    read("HTTP://EXAMPLE.com:8080/A%2fb?x=%2e&y"),
    target({ scheme: "http", port: 8080, path: "/A%2fb", query: "x=%2e&y" }),
  );
  assert.deepEqual(
    read("http://[::1]/?"),
    target({ scheme: "http", host: "::1", port: 80, query: "" }),
  );
  assert.deepEqual(read("https://example.com"), target());
  assert.deepEqual(read("https://example.com?a/b"), target({ query: "a/b" }));
  assert.deepEqual(read("https://example.com//a?b?c"), target({ path: "//a", query: "b?c" }));
});

Deno.test("parseTarget() explains the proxy to whoever sends it another form", () => {
  for (
    const raw of [
      "/",
      "/index.html",
      "*",
      "example.com:443",
      "ftp://example.com/",
      "http:/a",
      "//a/",
    ]
  ) {
    const refusal = assertRefused(parseTarget("GET", raw, proxy), 400, "bad-request", raw);
    assert.match(refusal.text, /HTTPS_PROXY/);
  }
});

Deno.test("parseTarget() reads origin form in a tunnel as the tunnel's authority", () => {
  const read = (raw: string) => valueOf(parseTarget("GET", raw, tunnel));
  assert.deepEqual(read("/a?b"), target({ path: "/a", query: "b" }));
  assert.deepEqual(read("//evil.example/a"), target({ path: "//evil.example/a" }));
  assert.deepEqual(read("/http://evil.example/"), target({ path: "/http://evil.example/" }));
});

Deno.test("parseTarget() takes absolute form in a tunnel only where it names the tunnel", () => {
  for (const raw of ["https://example.com/a", "HTTPS://Example.COM:443/a"]) {
    assert.deepEqual(valueOf(parseTarget("GET", raw, tunnel)), target({ path: "/a" }));
  }
  const others = [
    ..."http://example.com/|http://example.com:443/|https://example.com:8443/".split("|"),
    ..."https://evil.example/|https://a.example.com/".split("|"),
  ];
  for (const raw of others) {
    assertRefused(parseTarget("GET", raw, tunnel), 421, "authority-mismatch", raw);
  }
  assertRefused(parseTarget("GET", "example.com:443", tunnel), 400, "bad-request");
});

Deno.test("parseTarget() takes the asterisk with OPTIONS only", () => {
  const asterisk = target({ path: "*" });
  assert.deepEqual(valueOf(parseTarget("OPTIONS", "*", tunnel)), asterisk);
  // RFC 9112 section 3.2.4: what a proxy makes of an empty path.
  assert.deepEqual(valueOf(parseTarget("OPTIONS", "https://example.com", proxy)), asterisk);
  assert.deepEqual(valueOf(parseTarget("OPTIONS", "https://example.com/", proxy)), target());
  assertRefused(parseTarget("GET", "*", tunnel), 400, "bad-request");
  assertRefused(parseTarget("OPTIONS", "*", proxy), 400, "bad-request");
});

Deno.test("parseTarget() refuses methods that are never forwarded", () => {
  for (const [scope, raw] of [[proxy, "http://example.com/"], [tunnel, "/"]] as const) {
    for (const method of ["get", "Get", "trace", "pOST", "connect"]) {
      assertRefused(parseTarget(method, raw, scope), 400, "method-not-allowed", method);
    }
    for (const method of ["TRACE", "CONNECT"]) {
      assertRefused(parseTarget(method, raw, scope), 405, "method-not-allowed", method);
    }
    for (const method of ["M-SEARCH", "PROPFIND", "X_Y", "DELETE"]) {
      valueOf(parseTarget(method, raw, scope));
    }
  }
});

Deno.test("parseTarget() refuses what can be read in two ways, in every scope", () => {
  const rests = [
    ..."/#|/a#b|/?a#b|/a b|/\t|/\u00fc|/?\u00fc|/\x7f|/?a\0|/a\n|/a/../b|/%2e%2e|/%5c|/%00|/a\\b|/%zz"
      .split("|"),
  ];
  for (const rest of rests) {
    assertRefused(parseTarget("GET", rest, tunnel), 400, "ambiguous-target", rest);
    const absolute = `https://example.com${rest}`;
    assertRefused(parseTarget("GET", absolute, proxy), 400, "ambiguous-target", rest);
    assertRefused(parseTarget("GET", absolute, tunnel), 400, "ambiguous-target", rest);
  }
  const hosts = [
    ..."http://|http:///a|http://a@b/|http://a.example./|http://127.1/|http://0x7f000001/".split(
      "|",
    ),
    ..."http://a:/|http://a:080/|http://a\\b/|http://%61/|http://[::1%25lo]/|http://[0::1]/|http://?a"
      .split("|"),
  ];
  for (const raw of hosts) {
    assertRefused(parseTarget("GET", raw, proxy), 400, "ambiguous-target", raw);
  }
  assertRefused(parseTarget("GET", "", proxy), 400, "ambiguous-target");
});

Deno.test("parseTarget() does not judge the query", () => {
  for (const query of ["a=%", "../..", "a\\b", "%00", "http://b/?c"]) {
    assert.equal(valueOf(parseTarget("GET", `/?${query}`, tunnel)).query, query);
  }
});

Deno.test("parseConnectTarget() takes host and port, and nothing else", () => {
  assert.deepEqual(valueOf(parseConnectTarget("EXAMPLE.com:443")), {
    host: "example.com",
    port: 443,
  });
  assert.deepEqual(valueOf(parseConnectTarget("[::1]:22")), { host: "::1", port: 22 });
  assertRefused(parseConnectTarget("example.com"), 400, "bad-request");
  for (
    const raw of [
      "https://example.com:443/",
      "example.com:443/",
      "/",
      "*",
      "a@b:443",
      "a:443#",
      "a:443?b",
    ]
  ) {
    assertRefused(parseConnectTarget(raw), 400, "ambiguous-target", raw);
  }
});

Deno.test("originForm() gives the query back as it was, an empty one too", () => {
  assert.equal(originForm({ path: "/a", query: undefined }), "/a");
  assert.equal(originForm({ path: "/a", query: "" }), "/a?");
  assert.equal(originForm({ path: "/a", query: "b?c" }), "/a?b?c");
});
