import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import {
  credentialField,
  credentialHeaderName,
  droppedNames,
} from "../../lib/policy/credential.ts";
import type { CredentialForm } from "../../lib/policy/route.ts";
import { Secret } from "../../lib/secret.ts";
import { assertRefused, credential, route, valueOf } from "../support/policy_values.ts";

const inHeader: CredentialForm = { kind: "header", name: "X-Api-Key" };
const basic: CredentialForm = { kind: "basic", user: "x-access-token" };
const bearer: CredentialForm = { kind: "scheme", scheme: "Bearer" };

Deno.test("credentialHeaderName() is authorization unless the route names another", () => {
  assert.equal(credentialHeaderName(route({ host: "a" })), "authorization");
  assert.equal(
    credentialHeaderName(route({ host: "a", credential: credential(basic) })),
    "authorization",
  );
  assert.equal(
    credentialHeaderName(route({ host: "a", credential: credential(inHeader) })),
    "x-api-key",
  );
});

Deno.test("droppedNames() always holds Authorization, and the header of the credential", () => {
  const always = ["authorization", "proxy-authorization"];
  assert.deepEqual([...droppedNames(route({ host: "a" }))], always);
  assert.deepEqual([...droppedNames(route({ host: "a", credential: credential() }))], always);
  const keyed = route({ host: "a", credential: credential(inHeader) });
  assert.deepEqual([...droppedNames(keyed)], [...always, "x-api-key"]);
});

Deno.test("credentialField() writes each form", () => {
  const field = (form: CredentialForm, value: string) =>
    valueOf(credentialField(credential(form), new Secret(value)));
  assert.deepEqual(field(bearer, "dummy value"), ["Authorization", "Bearer dummy value"]);
  assert.deepEqual(field(inHeader, "dummy"), ["X-Api-Key", "dummy"]);
  assert.deepEqual(field(basic, "dummy"), [
    "Authorization",
    `Basic ${btoa("x-access-token:dummy")}`,
  ]);
  // RFC 7617 section 2.1: UTF-8.
  const utf8 = Buffer.from("x-access-token:\u00fc", "utf8").toString("base64");
  assert.deepEqual(field(basic, "\u00fc"), ["Authorization", `Basic ${utf8}`]);
});

Deno.test("credentialField() refuses a missing value and names the variable or the file", () => {
  const file = { source: { kind: "file", path: "/run/secrets/x" }, form: bearer } as const;
  for (const value of [undefined, new Secret(""), new Secret("  \n")]) {
    const byName = assertRefused(credentialField(credential(), value), 403, "credential-missing");
    assert.match(byName.text, /missing.*EGRESS_TOKEN_0/);
    const byPath = assertRefused(credentialField(file, value), 403, "credential-missing");
    assert.match(byPath.text, /\/run\/secrets\/x/);
  }
});

Deno.test("credentialField() refuses a value that could break out of its line, without showing it", () => {
  const values = [
    "dummy1\r\nX: y",
    "dummy1\n",
    "dummy1\0",
    "\tdummy1",
    " dummy1",
    "dummy1 ",
    "dummy1\x7f",
  ];
  for (const form of [bearer, inHeader]) {
    for (const value of [...values, "dummy1\u00fc", "dummy1\u{1f600}"]) {
      const outcome = credentialField(credential(form), new Secret(value));
      const refusal = assertRefused(outcome, 403, "credential-missing");
      assert.match(refusal.text, /EGRESS_TOKEN_0/);
      assert.doesNotMatch(refusal.text, /dummy1/);
    }
  }
  assertRefused(
    credentialField(credential(basic), new Secret("dummy1\n")),
    403,
    "credential-missing",
  );
});
