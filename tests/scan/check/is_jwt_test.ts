import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { isJwt } from "../../../lib/scan/check/is_jwt.ts";

const encode = (text: string): string => Buffer.from(text).toString("base64url");

Deno.test("isJwt() reads the header of a signed and of an encrypted token", () => {
  assert.equal(isJwt(`${encode(`{"alg":"HS256","typ":"JWT"}`)}.e30.c2ln`), true);
  assert.equal(isJwt(`${encode(`{"enc":"A256GCM"}`)}.a.b.c.d`), true);
});

Deno.test("isJwt() refuses what is no JSON, no object, or an object of something else", () => {
  assert.equal(isJwt(`${encode(`{"alg":`)}.e30.c2ln`), false);
  assert.equal(isJwt(`${encode(`"alg"`)}.e30.c2ln`), false);
  assert.equal(isJwt(`${encode(`{"iss":"a"}`)}.e30.c2ln`), false);
  assert.equal(isJwt(`${encode("null")}.e30.c2ln`), false);
  assert.equal(isJwt("no points"), false);
  assert.equal(isJwt(".e30.c2ln"), false);
});
