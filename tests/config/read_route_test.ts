import assert from "node:assert/strict";
import { ConfigError } from "../../lib/config/config_error.ts";
import { parseYaml } from "../../lib/config/parse_yaml.ts";
import { readRoute } from "../../lib/config/read_route.ts";

const read = (text: string) => readRoute(parseYaml(`${text}\n`, "f"));

Deno.test("readRoute() allows least where a key is absent", () => {
  assert.deepEqual(read("{ host: A.example }"), {
    host: "a.example",
    ports: undefined,
    credential: undefined,
    matches: undefined,
    gitFetch: false,
    allowPrivateAddresses: false,
    outboundDetectors: ["token_patterns", "known_secrets"],
    inboundDetectors: ["naive_injection_detection"],
    outboundOnMatch: "supervise",
    spec: { host: "A.example" },
  });
});

Deno.test("readRoute() reads ports, git and private addresses", () => {
  const route = read(
    "{ host: a, ports: [1, 65535], git: { fetch: true }, allow_private_addresses: true }",
  );
  assert.deepEqual(route.ports, [1, 65535]);
  assert.equal(route.gitFetch, true);
  assert.equal(route.allowPrivateAddresses, true);
  assert.equal(read("{ host: a, git: {} }").gitFetch, false);
  assert.equal(read("{ host: a, git: { fetch: false } }").gitFetch, false);
});

Deno.test("readRoute() refuses ports that are none", () => {
  for (const port of ["0", "65536", "-1", "1.5", '"443"', ".inf", ".nan", "~", "[443]"]) {
    assert.throws(() => read(`{ host: a, ports: [${port}] }`), ConfigError, port);
  }
});

Deno.test("readRoute() knows the route's own header as one that is dropped before matching", () => {
  const rule = "matches: [{ headers: [{ name: x-key, value: a }] }]";
  assert.equal(read(`{ host: a, ${rule} }`).matches?.length, 1);
  assert.throws(() => read(`{ host: a, auth_header: X-Key, token_env: T, ${rule} }`), ConfigError);
});
