import assert from "node:assert/strict";
import { inspect } from "node:util";
import { Secret } from "../lib/secret.ts";

Deno.test("Secret shows asterisks however it is printed, and its value only when asked", () => {
  const secret = new Secret("dummy-value");
  const shown = [
    `${secret}`,
    "" + secret,
    String(secret),
    JSON.stringify({ secret }),
    Deno.inspect({ secret }),
    inspect({ secret }),
    JSON.stringify(Object.entries(secret)),
    JSON.stringify(structuredClone({ ...secret })),
    new Error(`${secret}`).message,
  ];
  for (const text of shown) assert.doesNotMatch(text, /dummy-value/);
  assert.equal(shown[0], "********");
  assert.equal(shown[3], '{"secret":"********"}');
  assert.equal(secret.reveal(), "dummy-value");
});
