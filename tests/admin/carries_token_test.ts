import assert from "node:assert/strict";
import { carriesToken } from "../../lib/admin/carries_token.ts";
import { Secret } from "../../lib/secret.ts";

const token = new Secret("right");

Deno.test("carriesToken() takes Bearer and the token alone", () => {
  assert.ok(carriesToken("Bearer right", token));
  assert.ok(carriesToken("bearer right", token));
  const wrong = [
    ...[
      undefined,
      "",
      "right",
      "Bearer",
      "Bearer ",
      "Bearer wrong",
      "Bearer righ",
      "Bearer right ",
    ],
    ...["Basic right", "Bearer right, Bearer right", "Bearer  right", "Bearer rightx"],
  ];
  for (const value of wrong) assert.ok(!carriesToken(value, token), value);
  assert.ok(!carriesToken("Bearer ", new Secret("")));
  assert.ok(!carriesToken(undefined, new Secret("")));
});
