import assert from "node:assert/strict";
import { knownSecrets } from "../../lib/config/known_secrets.ts";

const read = (env: Record<string, string>) =>
  Object.fromEntries(knownSecrets(env).map(({ name, value }) => [name, value.reveal()]));

Deno.test("knownSecrets() takes every EGRESS_TOKEN_<n> that has a value, exactly", () => {
  const env = {
    EGRESS_TOKEN_0: "a",
    EGRESS_TOKEN_12: " b\n",
    EGRESS_TOKEN_2: "",
    EGRESS_TOKEN_X: "c",
    MY_EGRESS_TOKEN_3: "d",
    EGRESS_TOKEN_ALLOW_TIMEOUT_SECONDS: "300",
  };
  assert.deepEqual(read(env), { EGRESS_TOKEN_0: "a", EGRESS_TOKEN_12: " b\n" });
});

Deno.test("knownSecrets() takes exact names and prefixes, once each, and no empty prefix", () => {
  const env = { CANARY: "a", CANARY_2: "b", AWS_KEY: "c", PATH: "/bin", EGRESS_TOKEN_0: "d" };
  assert.deepEqual(
    read({ ...env, BOT_BOTTLE_SENSITIVE_PREFIXES: " CANARY , AWS_KEY,EGRESS_TOKEN_,, " }),
    {
      CANARY: "a",
      CANARY_2: "b",
      AWS_KEY: "c",
      EGRESS_TOKEN_0: "d",
    },
  );
  assert.deepEqual(read({ PATH: "/bin", BOT_BOTTLE_SENSITIVE_PREFIXES: "," }), {});
});

Deno.test("knownSecrets() never takes the sidecar's own settings for secrets, but for the proxy's token", () => {
  const env = {
    EGRESS_LISTEN: "127.0.0.1:9099",
    EGRESS_TOKEN_ALLOW_TIMEOUT_SECONDS: "300",
    EGRESS_PROXY_TOKEN: "x",
    EGRESS_OTHER: "y",
    BOT_BOTTLE_SENSITIVE_PREFIXES: "EGRESS_,BOT_",
  };
  assert.deepEqual(read(env), { EGRESS_PROXY_TOKEN: "x", EGRESS_OTHER: "y" });
});
