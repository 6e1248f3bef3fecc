import assert from "node:assert/strict";
import { carriesProxyToken } from "../../lib/proxy/proxy_authorization.ts";
import { Secret } from "../../lib/secret.ts";

const token = new Secret("dummy:token");
const basic = (text: string) => `Basic ${btoa(text)}`;
const carries = (...values: string[]) =>
  carriesProxyToken(values.map((value) => ["Proxy-Authorization", value] as const), token);

Deno.test("carriesProxyToken() takes the token as Bearer or as the password of any user", () => {
  for (
    const value of [
      "Bearer dummy:token",
      "bearer  dummy:token",
      basic("agent:dummy:token"),
      basic(":dummy:token"),
      basic("agent:dummy:token").replace("Basic", "BASIC"),
    ]
  ) assert.equal(carries(value), true, value);
});

Deno.test("carriesProxyToken() takes nothing else", () => {
  for (
    const value of [
      "",
      "dummy:token",
      "Bearer",
      "Bearer dummy:toke",
      "Bearer dummy:tokens",
      "Bearer DUMMY:TOKEN",
      "Digest dummy:token",
      "Basic dummy:token",
      basic("dummy:token"),
      basic("dummy:token:agent"),
      basic("dummytoken"),
    ]
  ) assert.equal(carries(value), false, value);
});

Deno.test("carriesProxyToken() refuses a request without the field, or with two of it", () => {
  assert.equal(carries(), false);
  assert.equal(carries("Bearer dummy:token", "Bearer dummy:token"), false);
  assert.equal(carriesProxyToken([["Authorization", "Bearer dummy:token"]], token), false);
});
