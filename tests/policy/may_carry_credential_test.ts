import assert from "node:assert/strict";
import { isDefaultPort, mayCarryCredential } from "../../lib/policy/may_carry_credential.ts";
import { assertRefused, credential, route, target, valueOf } from "../support/policy_values.ts";

const http = target({ scheme: "http", port: 80 });
const open = route({ host: "example.com" });
const keyed = route({ host: "example.com", credential: credential() });
const keyedPrivate = { ...keyed, allowPrivateAddresses: true };

Deno.test("mayCarryCredential() refuses plain HTTP where only public addresses could answer", () => {
  const refusal = assertRefused(mayCarryCredential(keyed, http), 403, "plaintext-credential");
  assert.match(refusal.text, /https:\/\/example\.com/);
  assertRefused(mayCarryCredential({ ...keyed, ports: [80] }, http), 403, "plaintext-credential");
  valueOf(mayCarryCredential(keyedPrivate, http));
  valueOf(mayCarryCredential(open, http));
});

Deno.test("mayCarryCredential() holds every route to its ports", () => {
  for (const any of [open, keyed, keyedPrivate]) {
    const ported = { ...any, ports: [443, 8443] };
    valueOf(mayCarryCredential(ported, target()));
    valueOf(mayCarryCredential(ported, target({ port: 8443 })));
    const refused = mayCarryCredential(ported, target({ port: 9443 }));
    assert.match(
      assertRefused(refused, 403, "port-not-allowed").text,
      /ports: \[443, 8443, 9443\]/,
    );
  }
  assertRefused(mayCarryCredential({ ...open, ports: [443] }, http), 403, "port-not-allowed");
  assertRefused(mayCarryCredential({ ...open, ports: [] }, http), 403, "port-not-allowed");
});

Deno.test("mayCarryCredential() means 80 and 443 without ports where a credential goes out", () => {
  valueOf(mayCarryCredential(keyed, target()));
  valueOf(mayCarryCredential(keyed, target({ port: 80 })));
  const refusal = assertRefused(
    mayCarryCredential(keyed, target({ port: 22 })),
    403,
    "port-not-allowed",
  );
  assert.match(refusal.text, /ports: \[80, 443, 22\]/);
  valueOf(mayCarryCredential(keyedPrivate, target({ port: 22 })));
  valueOf(mayCarryCredential(open, target({ port: 22 })));
});

Deno.test("isDefaultPort() knows 80 and 443", () => {
  assert.deepEqual([80, 443, 8080, 0].map(isDefaultPort), [true, true, false, false]);
});
