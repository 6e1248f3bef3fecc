import assert from "node:assert/strict";
import { ConfigError } from "../../lib/config/config_error.ts";
import { credentialKeys, readCredential } from "../../lib/config/read_credential.ts";
import { parseYaml } from "../../lib/config/parse_yaml.ts";

function read(text: string) {
  const map = parseYaml(`${text}\n`, "f");
  assert.ok(map.kind === "map");
  return readCredential(map);
}

Deno.test("readCredential() reads each form and each source", () => {
  const env = { kind: "env", name: "T" };
  assert.equal(read("{host: a}"), undefined);
  assert.deepEqual(read("{auth_scheme: token, token_env: T}"), {
    source: env,
    form: { kind: "scheme", scheme: "token" },
  });
  assert.deepEqual(read("{auth_header: X-Key, token_env: T}"), {
    source: env,
    form: { kind: "header", name: "X-Key" },
  });
  assert.deepEqual(read("{auth_scheme: BASIC, auth_user: '', token_env: T}"), {
    source: env,
    form: { kind: "basic", user: "" },
  });
  assert.deepEqual(read("{auth_scheme: Bearer, token_file: /run/x}"), {
    source: { kind: "file", path: "/run/x" },
    form: { kind: "scheme", scheme: "Bearer" },
  });
});

Deno.test("readCredential() refuses every half, double or contradictory credential", () => {
  const whole = {
    auth_scheme: "Bearer",
    auth_header: "x-key",
    auth_user: "me",
    token_env: "T",
    token_file: "/x",
  };
  const loads: string[] = [];
  for (let bits = 0; bits < 2 ** credentialKeys.length; bits++) {
    const keys = credentialKeys.filter((_, index) => (bits & (1 << index)) !== 0);
    const text = JSON.stringify(Object.fromEntries(keys.map((key) => [key, whole[key]])));
    try {
      read(text);
      loads.push(keys.join(" "));
    } catch (error) {
      assert.ok(error instanceof ConfigError, text);
    }
  }
  assert.deepEqual(loads, [
    "",
    "auth_scheme token_env",
    "auth_header token_env",
    "auth_scheme token_file",
    "auth_header token_file",
  ]);
});

Deno.test("readCredential() refuses a header that frames, routes or ends a message", () => {
  const names = [
    "Host",
    "content-length",
    "Transfer-Encoding",
    "connection",
    "Upgrade",
    "TE",
    "trailer",
    "Keep-Alive",
    "Proxy-Authorization",
    "expect",
    "a b",
    "",
    "x:",
  ];
  for (const name of names) {
    assert.throws(
      () => read(JSON.stringify({ auth_header: name, token_env: "T" })),
      ConfigError,
      name,
    );
  }
});

Deno.test("readCredential() never shows a token that stands where a name belongs", () => {
  const rows = [
    { auth_scheme: "Bearer", token_env: "dummy-value" },
    { auth_scheme: "Bearer", token_file: "dummy-value" },
    { auth_scheme: "Bearer dummy-value", token_env: "T" },
    { auth_header: "x: dummy-value", token_env: "T" },
    { auth_scheme: "Basic", auth_user: "me:dummy-value", token_env: "T" },
  ];
  for (const row of rows) {
    assert.throws(() => read(JSON.stringify(row)), (error) => {
      assert.ok(error instanceof ConfigError);
      assert.doesNotMatch(error.message, /dummy-value/);
      return true;
    });
  }
});
