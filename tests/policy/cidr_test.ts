import assert from "node:assert/strict";
import { cidrContains, defaultClients, inCidrs, parseCidr } from "../../lib/policy/cidr.ts";
import { parseIp } from "../../lib/policy/ip.ts";

function isIn(ip: string, range: string): boolean {
  return cidrContains(
    parseCidr(range) ?? assert.fail(range),
    parseIp(ip) ?? assert.fail(ip),
  );
}

Deno.test("parseCidr() reads ranges and single addresses of both families", () => {
  assert.deepEqual(parseCidr("10.0.0.0/8"), { bytes: Uint8Array.of(10, 0, 0, 0), bits: 8 });
  assert.equal(parseCidr("192.0.2.7")?.bits, 32);
  assert.equal(parseCidr("::1")?.bits, 128);
  assert.equal(parseCidr("0.0.0.0/0")?.bits, 0);
  assert.deepEqual(parseCidr("::ffff:10.0.0.0/104"), parseCidr("10.0.0.0/8"));
});

Deno.test("parseCidr() refuses what may have been meant otherwise", () => {
  const bad = [
    ..."10.0.0.1/8|10.0.0.0/33|10.0.0.0/-1|10.0.0.0/08|10.0.0.0/|10.0.0.0/8/8|10/8|example.com|"
      .split("|"),
    ..."::1/127|::/129|fc00::1/7|10.0.0.0/8 | 10.0.0.0/8|010.0.0.0/8|10.0.0.0/255.0.0.0|/8|*".split(
      "|",
    ),
  ];
  for (const text of bad) assert.equal(parseCidr(text), undefined, text);
});

Deno.test("cidrContains() is exact at the borders", () => {
  const inside = ["100.64.0.0 100.64.0.0/10", "100.127.255.255 100.64.0.0/10", "fdff::1 fc00::/7"];
  const outside = ["100.63.255.255 100.64.0.0/10", "100.128.0.0 100.64.0.0/10", "fbff::1 fc00::/7"];
  const more = ["fe00:: fc00::/7", "10.0.0.1 ::/0", "::1 0.0.0.0/0", "192.0.2.8 192.0.2.7/32"];
  for (const row of inside) assert.ok(isIn(...pair(row)), row);
  for (const row of [...outside, ...more]) assert.ok(!isIn(...pair(row)), row);
  assert.ok(isIn("255.255.255.255", "0.0.0.0/0"));
});

function pair(row: string): [string, string] {
  const [ip = "", range = ""] = row.split(" ");
  return [ip, range];
}

Deno.test("inCidrs() counts an IPv4-mapped peer as IPv4", () => {
  const ranges = [parseCidr("10.0.0.0/8") ?? assert.fail(), parseCidr("::/0") ?? assert.fail()];
  assert.ok(inCidrs("10.1.2.3", ranges));
  assert.ok(inCidrs("::ffff:10.1.2.3", ranges));
  assert.ok(inCidrs("2001:db8::1", ranges));
  assert.ok(!inCidrs("::ffff:11.0.0.1", ranges));
  for (const ip of ["", "example.com", "10.1", "fe80::1%eth0"]) assert.ok(!inCidrs(ip, ranges), ip);
  assert.ok(!inCidrs("10.1.2.3", []));
});

Deno.test("defaultClients holds this machine and private networks, and nothing public", () => {
  const near =
    "127.0.0.1 127.255.255.255 10.255.0.1 172.16.0.0 172.31.255.255 192.168.9.9 169.254.1.1";
  for (const ip of `${near} ::1 fc00::1 fdff::1 fe80::1 ::ffff:172.17.0.2`.split(" ")) {
    assert.ok(inCidrs(ip, defaultClients), ip);
  }
  const far = "8.8.8.8 172.15.255.255 172.32.0.0 192.169.0.0 11.0.0.0 126.255.255.255 0.0.0.0";
  for (const ip of `${far} 2001:db8::1 ::2 fec0::1 ::ffff:8.8.8.8`.split(" ")) {
    assert.ok(!inCidrs(ip, defaultClients), ip);
  }
});
