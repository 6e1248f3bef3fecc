import assert from "node:assert/strict";
import { ConfigError } from "../../lib/config/config_error.ts";
import { readSettings } from "../../lib/config/settings.ts";
import { defaultClients, inCidrs } from "../../lib/policy/cidr.ts";

Deno.test("readSettings() gives the contract's defaults for an empty environment", () => {
  const { settings, warnings } = readSettings({});
  assert.deepEqual(warnings, []);
  assert.deepEqual(settings, {
    routesPath: "/etc/egress/routes.yaml",
    listen: { hostname: "127.0.0.1", port: 9099 },
    caCandidates: ["/home/mitmproxy/.mitmproxy/mitmproxy-ca.pem"],
    clients: defaultClients,
    proxyToken: undefined,
    dns: undefined,
    upstreamCa: undefined,
    knownSecrets: [],
    heldBodyBytes: 16 * 1024 * 1024,
    supervision: undefined,
    tokenAllowTimeoutSeconds: 300,
    admin: undefined,
    notifyUrl: undefined,
    learnPath: undefined,
    recordPath: undefined,
    tracing: false,
  });
});

Deno.test("readSettings() reads every variable", () => {
  const { settings, warnings } = readSettings({
    EGRESS_ROUTES: "/r.yaml",
    EGRESS_LISTEN: "[::1]:0",
    EGRESS_CA: "/ca.pem",
    EGRESS_CLIENTS: "10.1.0.0/16, ::1/128",
    EGRESS_PROXY_TOKEN: "dummy-token",
    EGRESS_DNS: "192.0.2.53:5353",
    EGRESS_UPSTREAM_CA: "/roots.pem",
    EGRESS_LEARN: "/learned.yaml",
    EGRESS_RECORD: "/record.jsonl",
    EGRESS_TOKEN_0: "dummy-credential",
    SUPERVISE_QUEUE_DIR: " /queue ",
    SUPERVISE_BOTTLE_SLUG: " slug ",
    EGRESS_TOKEN_ALLOW_TIMEOUT_SECONDS: "0.5",
  });
  assert.deepEqual(warnings, []);
  assert.equal(settings.routesPath, "/r.yaml");
  assert.deepEqual(settings.listen, { hostname: "::1", port: 0 });
  assert.deepEqual(settings.caCandidates, ["/ca.pem"]);
  assert.deepEqual(
    ["10.1.2.3", "::1", "10.2.0.1", "127.0.0.1"].map((ip) => inCidrs(ip, settings.clients)),
    [true, true, false, false],
  );
  assert.equal(settings.proxyToken?.reveal(), "dummy-token");
  assert.deepEqual(settings.dns, { ipAddr: "192.0.2.53", port: 5353 });
  assert.equal(settings.upstreamCa, "/roots.pem");
  assert.equal(settings.learnPath, "/learned.yaml");
  assert.equal(settings.recordPath, "/record.jsonl");
  assert.deepEqual(settings.knownSecrets.map(({ name }) => name), ["EGRESS_TOKEN_0"]);
  assert.deepEqual(settings.supervision, { queueDir: "/queue", slug: "slug" });
  assert.equal(settings.tokenAllowTimeoutSeconds, 0.5);
  assert.doesNotMatch(JSON.stringify(settings) + Deno.inspect(settings), /dummy/);
});

Deno.test("readSettings() takes blank variables for unset ones", () => {
  const env = {
    EGRESS_ROUTES: "",
    EGRESS_LISTEN: " ",
    EGRESS_CLIENTS: "",
    EGRESS_DNS: "",
    EGRESS_UPSTREAM_CA: "",
    SUPERVISE_QUEUE_DIR: " ",
    SUPERVISE_BOTTLE_SLUG: "",
  };
  assert.deepEqual(readSettings(env), readSettings({}));
});

Deno.test("readSettings() names the variable that cannot be read, and never its value", () => {
  const rows = [
    ["EGRESS_LISTEN", "dummy-value:9099"],
    ["EGRESS_LISTEN", "9099"],
    ["EGRESS_DNS", "dummy-value"],
    ["EGRESS_DNS", "192.0.2.53:0"],
    ["EGRESS_CLIENTS", "10.0.0.0/8,dummy-value"],
    ["EGRESS_CLIENTS", "10.0.0.0/8,"],
    ["EGRESS_CLIENTS", "10.0.0.0/33"],
    ["EGRESS_PROXY_TOKEN", ""],
    ["EGRESS_PROXY_TOKEN", "dummy-value x"],
    ["EGRESS_PROXY_TOKEN", "dummy-value\n"],
  ] as const;
  for (const [name, value] of rows) {
    assert.throws(() => readSettings({ [name]: value }), (error) => {
      assert.ok(error instanceof ConfigError, name);
      assert.equal(error.file, name);
      assert.ok(error.message.startsWith(`${name}: `) && error.mend !== "");
      assert.doesNotMatch(error.message, /dummy-value/);
      return true;
    });
  }
});

Deno.test("readSettings() turns supervision on only by both variables, and warns of a half", () => {
  const rows = [
    [{ SUPERVISE_QUEUE_DIR: "/q" }, /QUEUE_DIR is set but SUPERVISE_BOTTLE_SLUG is not/],
    [{ SUPERVISE_BOTTLE_SLUG: "s" }, /SLUG is set but SUPERVISE_QUEUE_DIR is not/],
    [
      { SUPERVISE_DB_PATH: "/db", SUPERVISE_BOTTLE_SLUG: "s" },
      /DB_PATH is set but SUPERVISE_QUEUE_DIR/,
    ],
  ] as const;
  for (const [env, words] of rows) {
    const { settings, warnings } = readSettings(env);
    assert.equal(settings.supervision, undefined);
    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? "", words);
  }
  const both = { SUPERVISE_QUEUE_DIR: "/q", SUPERVISE_BOTTLE_SLUG: "s", SUPERVISE_DB_PATH: "/db" };
  assert.deepEqual(readSettings(both).warnings, []);
});

Deno.test("readSettings() hands on the warning of a bad time-out", () => {
  assert.deepEqual(readSettings({ EGRESS_TOKEN_ALLOW_TIMEOUT_SECONDS: "soon" }).warnings, [
    "egress: invalid EGRESS_TOKEN_ALLOW_TIMEOUT_SECONDS='soon'; using default 300s",
  ]);
});

Deno.test("readSettings() takes a size of held bodies within the stated bounds, and stops at any other", () => {
  assert.equal(
    readSettings({ EGRESS_HELD_BODY_BYTES: "1000000" }).settings.heldBodyBytes,
    1_000_000,
  );
  for (const value of ["0", "65535", "67108865", "16M", "-1", "1e6", "0x100000"]) {
    assert.throws(() => readSettings({ EGRESS_HELD_BODY_BYTES: value }), (error) => {
      assert.ok(error instanceof ConfigError);
      assert.match(error.message, /EGRESS_HELD_BODY_BYTES.*from 65536 to 67108864/);
      return true;
    });
  }
});
