import assert from "node:assert/strict";
import {
  isAssignedPassword,
  isAssignedSecret,
} from "../../../lib/scan/check/is_assigned_secret.ts";
import { dummy } from "../../../lib/scan/rules/build/dummy.ts";

const ASSIGNMENT =
  /(?:key|secret|token|password)\w{0,20}["']?\s?[=:,(]\s?["']?(?<value>[^\s"']{6,80})/;

type Check = typeof isAssignedSecret;

function judge(check: Check, line: string): boolean {
  const match = ASSIGNMENT.exec(dummy(line));
  assert.ok(match !== null, line);
  return check(match.groups?.value ?? "", match);
}

Deno.test("isAssignedSecret() takes what a machine has drawn for a secret", () => {
  for (
    const line of [
      `api_key = "<x32>"`,
      "api_key=<h32>",
      `client_secret: "<w40>"`,
      "token: <u>",
      `"access_token":"<x24>"`,
    ]
  ) {
    assert.equal(judge(isAssignedSecret, line), true, line);
  }
});

Deno.test("isAssignedSecret() refuses placeholders, counting and numbers", () => {
  for (
    const line of [
      `api_key = "your_api_key_here1"`,
      "api_key=abcdefghijklmnop1234",
      "token: 123456789012345678",
      "api_key=${API_KEY_2}",
      "token=xxxxxxxxxxxxxxxx",
    ]
  ) {
    assert.equal(judge(isAssignedSecret, line), false, line);
  }
});

Deno.test("isAssignedSecret() refuses code, paths and names", () => {
  for (
    const line of [
      "api_key = process.env.API_KEY_2",
      "token = self.tokenizer2.next()",
      "secret = ./config/secret-v2.json",
      "secret: https://example.org/a1b2c3d4",
      "token = oauth2-client-credentials-v2",
      "key, Ed25519PublicKeyX9z",
    ]
  ) {
    assert.equal(judge(isAssignedSecret, line), false, line);
  }
});

Deno.test("isAssignedSecret() refuses what the name says to be no secret", () => {
  for (
    const name of [
      "public_key",
      "cache_key",
      "next_page_token",
      "primary_key",
      "secret_name",
      "token_hash",
      "key_id",
      "max_token",
      "localKeyIdHex_key",
    ]
  ) {
    assert.equal(judge(isAssignedSecret, `${name} = "<x32>"`), false, name);
  }
});

Deno.test("isAssignedSecret() takes the number of a session or request for none, and its key for one", () => {
  assert.equal(judge(isAssignedSecret, `session_id_token = "<u>"`), false);
  assert.equal(judge(isAssignedSecret, `client_request_token = "<u>"`), false);
  assert.equal(judge(isAssignedSecret, `session_token = "<x32>"`), true);
});

Deno.test("isAssignedSecret() hears no count in an account, and no minimum in an administrator", () => {
  for (const name of ["account_key", "admin_key"]) {
    assert.equal(judge(isAssignedSecret, `${name} = "<x32>"`), true, name);
  }
  assert.equal(judge(isAssignedSecret, `count_key = "<x32>"`), false);
});

Deno.test("isAssignedSecret() takes the alphabet of a coding for none", () => {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";
  assert.equal(judge(isAssignedSecret, `key = "${alphabet}"`), false);
});

Deno.test("isAssignedPassword() takes shorter values with signs or digits among letters", () => {
  for (
    const line of [
      `password = "Tr4vel!ing"`,
      "password=k7f9Qz2mB1",
      `password: "glad!olus"`,
      `password = "blueTiger42"`,
      "password=happyHorse74",
      `password = "EirTJHMjct"`,
    ]
  ) {
    assert.equal(judge(isAssignedPassword, line), true, line);
  }
});

Deno.test("isAssignedPassword() refuses words, types, code and what documentation writes", () => {
  for (
    const line of [
      "password: string",
      `password = "password123"`,
      `password = "correct-horse"`,
      "password = request.form.password2",
      "password=$DB_PASSWORD",
      "password=12345678",
      `password_field = "user_input2"`,
      "admin_password: XmlStringMaxLen256",
    ]
  ) {
    assert.equal(judge(isAssignedPassword, line), false, line);
  }
});
