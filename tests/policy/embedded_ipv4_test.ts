import assert from "node:assert/strict";
import { embeddedIpv4 } from "../../lib/policy/embedded_ipv4.ts";
import { parseIp } from "../../lib/policy/ip.ts";

/** Form and address in one text. */
function embedded(ip: string): string | undefined {
  const found = embeddedIpv4(parseIp(ip) ?? assert.fail(ip));
  return found && `${found.form} ${found.ipv4.join(".")}`;
}

Deno.test("embeddedIpv4() finds the carried address of each form", () => {
  assert.equal(embedded("::ffff:10.0.0.1"), "mapped 10.0.0.1");
  assert.equal(embedded("::10.0.0.1"), "compatible 10.0.0.1");
  assert.equal(embedded("::2"), "compatible 0.0.0.2");
  assert.equal(embedded("::1:0:1"), undefined);
  assert.equal(embedded("::ffff:0:10.0.0.1"), "translated 10.0.0.1");
  assert.equal(embedded("64:ff9b::10.0.0.1"), "nat64 10.0.0.1");
  assert.equal(embedded("64:ff9b:1::10.0.0.1"), "local-nat64 10.0.0.1");
  assert.equal(embedded("64:ff9b:1:ffff:1:2:10.0.0.1"), "local-nat64 10.0.0.1");
  assert.equal(embedded("2002:0a00:0001::1"), "6to4 10.0.0.1");
  // RFC 4380 section 4: the client's address is inverted.
  assert.equal(embedded("2001:0:4136:e378:8000:63bf:3fff:fdd2"), "teredo 192.0.2.45");
});

Deno.test("embeddedIpv4() finds none in addresses of their own", () => {
  for (
    const ip of [
      "::",
      "::1",
      "2001:db8::1",
      "2606:4700::1111",
      "64:ff9b:2::1",
      "2001:1::1",
      "1.2.3.4",
    ]
  ) {
    assert.equal(embedded(ip), undefined, ip);
  }
});
