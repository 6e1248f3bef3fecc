import assert from "node:assert/strict";
import { type AddressKind, addressKind } from "../../lib/policy/address_kind.ts";

/** Each range by its first and last address, and the neighbours that are not of it. */
const rows: readonly (readonly [AddressKind, string])[] = [
  ["unspecified", "0.0.0.0 ::"],
  ["reserved", "0.0.0.1 0.255.255.255"],
  ["public", "1.0.0.0 9.255.255.255 11.0.0.0 8.8.8.8"],
  ["private", "10.0.0.0 10.255.255.255 172.16.0.0 172.31.255.255 192.168.0.0 192.168.255.255"],
  ["public", "172.15.255.255 172.32.0.0 192.167.255.255 192.169.0.0"],
  ["cgnat", "100.64.0.0 100.127.255.255 100.100.100.199 100.100.100.201"],
  ["public", "100.63.255.255 100.128.0.0"],
  ["loopback", "127.0.0.0 127.0.0.1 127.255.255.255 ::1"],
  ["public", "126.255.255.255 128.0.0.0"],
  ["link-local", "169.254.0.0 169.254.255.255 169.254.169.253 169.254.169.255"],
  ["public", "169.253.255.255 169.255.0.0"],
  ["reserved", "192.0.0.0 192.0.0.255 192.88.99.0 192.88.99.255 198.18.0.0 198.19.255.255"],
  ["public", "191.255.255.255 192.0.1.0 192.88.98.255 192.88.100.0 198.17.255.255 198.20.0.0"],
  ["documentation", "192.0.2.0 192.0.2.255 198.51.100.0 198.51.100.255 203.0.113.0 203.0.113.255"],
  ["public", "192.0.3.0 198.51.99.255 198.51.101.0 203.0.112.255 203.0.114.0"],
  ["multicast", "224.0.0.0 239.255.255.255 ff00:: ff02::1 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"],
  ["public", "223.255.255.255"],
  ["reserved", "240.0.0.0 255.255.255.254 255.255.255.255"],
  ["metadata", "169.254.169.254 169.254.170.2 169.254.170.23 100.100.100.200 168.63.129.16"],
  ["metadata", "192.0.0.192 fd00:ec2::254 fd00:ec2::23 fd20:ce::254 fe80::a9fe:a9fe"],
  ["public", "168.63.129.15 168.63.129.17"],
  ["unique-local", "fc00:: fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff fd00:ec2::253 fd00:ec2::22"],
  ["link-local", "fe80:: febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff"],
  ["private", "fec0:: feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"],
  ["documentation", "2001:db8:: 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff 3fff:: 3fff:fff:ffff::"],
  [
    "reserved",
    "2001:1:: 2001:1ff:ffff:: 2001:20::1 100::1 100:0:0:1::1 5f00::1 fe00:: 4000:: 200::",
  ],
  ["public", "2001:200:: 2001:db7:ffff:: 2001:db9:: 2000:: 2606:4700::1111 3fff:1000:: 2003::1"],
  ["reserved", "1fff:ffff:: 64:ff9b:2::1 ::1:0:0:1"],
  // What is carried is judged.
  ["public", "::ffff:8.8.8.8 64:ff9b::8.8.8.8"],
  ["loopback", "::ffff:127.0.0.1 ::127.0.0.1 64:ff9b::127.0.0.1 2002:7f00:1:: ::ffff:0:127.0.0.1"],
  ["metadata", "::ffff:169.254.169.254 64:ff9b::a9fe:a9fe 64:ff9b:1::a9fe:a9fe 2002:a9fe:a9fe::1"],
  ["metadata", "2001:0:1:2:3:4:5601:5601 ::169.254.169.254"],
  ["private", "64:ff9b::10.0.0.1 64:ff9b:1::10.0.0.1 2002:c0a8:0101:: 2001::f5ff:fffe"],
  ["unspecified", "::ffff:0.0.0.0 64:ff9b::"],
  ["reserved", "::8.8.8.8 2002:808:808:: 64:ff9b:1::8.8.8.8 2001::f7f7:f7f7 ::ffff:0:8.8.8.8"],
  ["invalid", "example.com 127.1 0x7f000001 [::1] ::1%lo 1.2.3.4.5 1.2.3.256 g::"],
];

Deno.test("addressKind() knows every special range up to its borders", () => {
  for (const [kind, ips] of rows) {
    for (const ip of ips.split(" ")) assert.equal(addressKind(ip), kind, ip);
  }
  assert.equal(addressKind(""), "invalid");
});
