import assert from "node:assert/strict";
import { type OwnListener, vetAddresses } from "../../lib/policy/vet_addresses.ts";
import { assertRefused, credential, route, target, valueOf } from "../support/policy_values.ts";

const open = route({ host: "example.com" });
const openPrivate = route({ host: "example.com", allowPrivateAddresses: true });
const keyedPrivate = { ...openPrivate, credential: credential() };

Deno.test("vetAddresses() gives public addresses back in their order", () => {
  const addresses = ["8.8.8.8", "2606:4700::1111", "1.1.1.1"];
  assert.deepEqual(valueOf(vetAddresses(open, target(), addresses, [])), addresses);
});

Deno.test("vetAddresses() refuses the name for one forbidden address among its answers", () => {
  const forbidden = [
    ..."127.0.0.1 10.0.0.1 172.16.0.1 192.168.0.1 169.254.1.1 169.254.169.254 100.64.0.1".split(
      " ",
    ),
    ..."::1 fe80::1 fc00::1 fd00:ec2::254 ::ffff:127.0.0.1 64:ff9b::10.0.0.1 2002:7f00:1::".split(
      " ",
    ),
    ..."2002:808:808:: 198.18.0.1 255.255.255.255 192.0.2.1 0.0.0.0 :: 224.0.0.1 ff02::1".split(
      " ",
    ),
    ...["127.1", "example.com", ""],
  ];
  for (const address of forbidden) {
    for (const answers of [[address], ["8.8.8.8", address], [address, "8.8.8.8"]]) {
      const outcome = vetAddresses(open, target(), answers, []);
      const refusal = assertRefused(outcome, 403, "private-address", address);
      assert.match(refusal.text, /^egress: example\.com resolves to an? /);
    }
  }
});

Deno.test("vetAddresses() names the kind and the mend", () => {
  const outcome = vetAddresses(open, target(), ["169.254.169.254"], []);
  assert.match(
    assertRefused(outcome, 403, "private-address").text,
    /metadata address; .*allow_private_addresses: true/,
  );
  const literal = vetAddresses(open, target({ host: "127.0.0.1" }), ["127.0.0.1"], []);
  assert.match(assertRefused(literal, 403, "private-address").text, /127\.0\.0\.1 is a loopback/);
});

Deno.test("vetAddresses() lets a route allow what is not public, but for what nobody can mean", () => {
  const allowed = "127.0.0.1 10.0.0.1 169.254.169.254 100.64.0.1 ::1 fe80::1 fc00::1 192.0.2.1";
  valueOf(vetAddresses(openPrivate, target(), allowed.split(" "), []));
  for (
    const address of [
      "0.0.0.0",
      "::",
      "::ffff:0.0.0.0",
      "224.0.0.1",
      "ff02::1",
      "127.1",
      "a.example",
    ]
  ) {
    const outcome = vetAddresses(openPrivate, target(), ["127.0.0.1", address], []);
    assertRefused(outcome, 403, "private-address", address);
  }
});

Deno.test("vetAddresses() refuses a name without addresses", () => {
  assertRefused(vetAddresses(openPrivate, target(), [], []), 502, "upstream-dns");
});

Deno.test("vetAddresses() refuses the process's own listeners whatever the route says", () => {
  const localAddresses = ["10.1.2.3", "fd00::5"];
  const everywhere: readonly OwnListener[] = [{ address: "0.0.0.0", port: 9099, localAddresses }];
  const bothFamilies: readonly OwnListener[] = [{ address: "::", port: 9099, localAddresses }];
  const loopback: readonly OwnListener[] = [{ address: "127.0.0.1", port: 9099, localAddresses }];
  const at9099 = target({ port: 9099 });
  const ways: readonly (readonly [readonly OwnListener[], string])[] = [
    [
      everywhere,
      "127.0.0.1 127.9.9.9 ::1 10.1.2.3 fd00::5 ::ffff:10.1.2.3 64:ff9b::10.1.2.3 0.0.0.0 ::",
    ],
    [bothFamilies, "127.0.0.1 ::1 10.1.2.3 fd00::5 ::ffff:127.0.0.1"],
    [loopback, "127.0.0.1 ::ffff:127.0.0.1 0.0.0.0 ::"],
    [[{ address: "::ffff:10.1.2.3", port: 9099, localAddresses }], "10.1.2.3 ::ffff:10.1.2.3"],
    [[{ address: "localhost", port: 9099, localAddresses }], "127.0.0.1 ::1 10.1.2.3"],
  ];
  for (const [own, addresses] of ways) {
    for (const address of addresses.split(" ")) {
      for (const answers of [[address], ["8.8.8.8", address]]) {
        const outcome = vetAddresses(openPrivate, at9099, answers, own);
        assertRefused(outcome, 403, "self-target", `${own[0]?.address} ${address}`);
      }
      assertRefused(vetAddresses(open, at9099, [address], own), 403, "self-target", address);
    }
  }
  // Neighbours are others: another port, another address.
  valueOf(vetAddresses(openPrivate, target({ port: 9098 }), ["127.0.0.1"], everywhere));
  valueOf(vetAddresses(openPrivate, at9099, ["10.1.2.4"], everywhere));
  valueOf(vetAddresses(openPrivate, at9099, ["127.0.0.2", "10.1.2.3"], loopback));
});

Deno.test("vetAddresses() sends a credential over plain HTTP to loopback and private only", () => {
  const http = target({ scheme: "http", port: 80 });
  for (
    const address of ["127.0.0.1", "10.0.0.1", "192.168.0.1", "::1", "fd00::1", "::ffff:10.0.0.1"]
  ) {
    valueOf(vetAddresses(keyedPrivate, http, [address], []));
  }
  for (
    const address of ["8.8.8.8", "169.254.1.1", "169.254.169.254", "100.64.0.1", "2606:4700::1"]
  ) {
    const outcome = vetAddresses(keyedPrivate, http, ["10.0.0.1", address], []);
    assertRefused(outcome, 403, "plaintext-credential", address);
    valueOf(vetAddresses(openPrivate, http, [address], []));
    valueOf(vetAddresses(keyedPrivate, target(), [address], []));
  }
});

Deno.test("vetAddresses() means 80 and 443 where a credential goes to a public address", () => {
  const odd = target({ port: 8443 });
  assertRefused(
    vetAddresses(keyedPrivate, odd, ["10.0.0.1", "8.8.8.8"], []),
    403,
    "port-not-allowed",
  );
  valueOf(vetAddresses(keyedPrivate, odd, ["10.0.0.1"], []));
  valueOf(vetAddresses({ ...keyedPrivate, ports: [8443] }, odd, ["8.8.8.8"], []));
  valueOf(vetAddresses(openPrivate, odd, ["8.8.8.8"], []));
});
