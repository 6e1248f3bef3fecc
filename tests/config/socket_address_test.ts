import assert from "node:assert/strict";
import { parseSocketAddress } from "../../lib/config/socket_address.ts";

Deno.test("parseSocketAddress() reads an address and a port", () => {
  const rows = [
    ["127.0.0.1:9099", "127.0.0.1", 9099],
    ["0.0.0.0:0", "0.0.0.0", 0],
    ["[::1]:9099", "::1", 9099],
    ["[::]:65535", "::", 65535],
  ] as const;
  for (const [text, hostname, port] of rows) {
    assert.deepEqual(parseSocketAddress(text), { hostname, port });
  }
});

Deno.test("parseSocketAddress() reads nothing else", () => {
  const rows = [
    "",
    ":9099",
    "9099",
    "127.0.0.1",
    "127.0.0.1:",
    "127.0.0.1:65536",
    "127.0.0.1:09",
    "127.0.0.1:-1",
    "127.0.0.1: 1",
    "localhost:1",
    "127.1:1",
    "::1:9099",
    "[127.0.0.1]:1",
    "[::1]",
    "[::1]:",
    "[fe80::1%lo]:1",
    "[0:0::1]:1",
    "1.2.3.4:5:6",
  ];
  for (const text of rows) assert.equal(parseSocketAddress(text), undefined, text);
});
