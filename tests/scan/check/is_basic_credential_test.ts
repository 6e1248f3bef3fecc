import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { isBasicCredential } from "../../../lib/scan/check/is_basic_credential.ts";

const encode = (text: string): string => Buffer.from(text).toString("base64");

Deno.test("isBasicCredential() reads user and password, or a token as user alone", () => {
  assert.equal(isBasicCredential(encode("deploy:q7Zt2Lm9Xc")), true);
  assert.equal(isBasicCredential(encode(":q7Zt2Lm9Xc")), true);
  assert.equal(isBasicCredential(encode("q7Zt2Lm9Xc4Vb8:")), true);
});

Deno.test("isBasicCredential() refuses placeholders and what documentation writes", () => {
  for (const pair of ["user:password", "user:pass", "admin:changeme", "a:xxxxxxxx", "user:"]) {
    assert.equal(isBasicCredential(encode(pair)), false, pair);
  }
});

Deno.test("isBasicCredential() refuses what decodes to no pair of printable text", () => {
  assert.equal(isBasicCredential("authentication"), false);
  assert.equal(isBasicCredential(encode("no colon here")), false);
  assert.equal(isBasicCredential(encode("a:\x00\x01binary")), false);
});
