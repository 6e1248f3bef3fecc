import assert from "node:assert/strict";
import { isMapped, parseIp, printIp, sameIp } from "../../lib/policy/ip.ts";

const canonical: readonly (readonly [string, string])[] = [
  ["0.0.0.0", "0.0.0.0"],
  ["255.255.255.255", "255.255.255.255"],
  ["127.0.0.1", "127.0.0.1"],
  ["::", "::"],
  ["::1", "::1"],
  ["1::", "1::"],
  ["0:0:0:0:0:0:0:1", "::1"],
  ["2001:DB8:0:0:0:0:0:1", "2001:db8::1"],
  ["2001:0db8::0001", "2001:db8::1"],
  // RFC 5952: a single zero group is not shortened, the longest run is, the first of equals.
  ["2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"],
  ["2001:db8::1:1:1:1:1", "2001:db8:0:1:1:1:1:1"],
  ["2001:0:0:1:0:0:0:1", "2001:0:0:1::1"],
  ["2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"],
  ["1:2:3:4:5:6:0:0", "1:2:3:4:5:6::"],
  ["::ffff:7f00:1", "::ffff:127.0.0.1"],
  ["::ffff:127.0.0.1", "::ffff:127.0.0.1"],
  ["0:0:0:0:0:ffff:10.0.0.1", "::ffff:10.0.0.1"],
  ["64:ff9b::192.0.2.1", "64:ff9b::c000:201"],
  ["::1.2.3.4", "::102:304"],
];

Deno.test("printIp() gives the RFC 5952 writing of whatever parseIp() read", () => {
  for (const [written, expected] of canonical) {
    const bytes = parseIp(written);
    assert.ok(bytes, written);
    assert.equal(printIp(bytes), expected);
    assert.deepEqual(parseIp(expected), bytes);
  }
});

Deno.test("parseIp() gives bytes in network order", () => {
  assert.deepEqual(parseIp("1.2.3.4"), Uint8Array.of(1, 2, 3, 4));
  const ipv6 = [0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xab, 0xcd];
  assert.deepEqual(parseIp("2001:db8::abcd"), Uint8Array.from(ipv6));
});

Deno.test("parseIp() refuses what readers read differently, and what is no address", () => {
  const bad = [
    ..."1.2.3|1.2.3.4.5|01.2.3.4|1.2.3.256|0x7f.0.0.1|1.2.3.4 |1.2.3.+4|1..2.3||example.com".split(
      "|",
    ),
    ..."1:2:3:4:5:6:7|1:2:3:4:5:6:7:8:9|1::2::3|:::|:1|1:|12345::|g::|::1%eth0|[::1]|: :".split(
      "|",
    ),
    ..."1:2:3:4:5:6:7::8|::1.2.3.04|1.2.3.4::|::1.2.3.4:5|1:2:3:4:5:6:7:1.2.3.4|::ffff:1.2.3".split(
      "|",
    ),
  ];
  for (const text of bad) assert.equal(parseIp(text), undefined, text);
});

Deno.test("isMapped() knows ::ffff:0:0/96 only", () => {
  const mapped = (text: string) => isMapped(parseIp(text) ?? new Uint8Array());
  assert.ok(mapped("::ffff:0.0.0.0"));
  for (const text of ["::ffff:0:1.2.3.4", "::1.2.3.4", "1::ffff:1.2.3.4", "1.2.3.4"]) {
    assert.equal(mapped(text), false, text);
  }
});

Deno.test("sameIp() compares bytes, not families", () => {
  assert.ok(sameIp(Uint8Array.of(1, 2, 3, 4), Uint8Array.of(1, 2, 3, 4)));
  assert.ok(!sameIp(Uint8Array.of(1, 2, 3, 4), Uint8Array.of(1, 2, 3, 5)));
  assert.ok(!sameIp(new Uint8Array(4), new Uint8Array(16)));
});
