import assert from "node:assert/strict";
import { credentialOf } from "../../lib/proxy/credential_of.ts";
import { assertRefused, credential, route, valueOf } from "../support/policy_values.ts";
import { testParts } from "../support/proxy_parts.ts";

const parts = testParts({ env: { EGRESS_TOKEN_0: "dummy-value" } });

Deno.test("credentialOf() gives the field in the route's form", async () => {
  const bearer = route({ host: "a.test", credential: credential() });
  assert.deepEqual(valueOf(await credentialOf(parts, bearer)), [
    "Authorization",
    "Bearer dummy-value",
  ]);
  const named = route({
    host: "a.test",
    credential: credential({ kind: "header", name: "x-api-key" }),
  });
  assert.deepEqual(valueOf(await credentialOf(parts, named)), ["x-api-key", "dummy-value"]);
});

Deno.test("credentialOf() gives no field for a route without a credential", async () => {
  assert.equal(valueOf(await credentialOf(parts, route({ host: "a.test" }))), undefined);
});

Deno.test("credentialOf() refuses where the variable is missing, and names it", async () => {
  const refusal = assertRefused(
    await credentialOf(testParts(), route({ host: "a.test", credential: credential() })),
    403,
    "credential-missing",
  );
  assert.match(refusal.text, /EGRESS_TOKEN_0/);
});
