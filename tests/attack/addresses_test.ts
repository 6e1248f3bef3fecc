import assert from "node:assert/strict";
import { curl, curlProgram, ways } from "../support/curl.ts";
import { findProgramWhere, runFound, testWith } from "../support/programs.ts";
import { connectRaw, connectTunnel, type RawResponse } from "../support/raw_client.ts";
import { answering, okAnswer, startRecordingUpstream } from "../support/recording_upstream.ts";
import { startTestSidecar, type TestSidecar } from "../support/test_sidecar.ts";
import { listeningPorts } from "./listening_ports.ts";

const ROUTES = `
routes:
  - host: "*.test"
  - host: git.test
    matches: [{ paths: [{ value: /ok }], methods: [GET] }]
  - host: token.test
    auth_scheme: Bearer
    token_env: EGRESS_TOKEN_MISSING
    allow_private_addresses: true
  - host: private.test
    allow_private_addresses: true
`;

for (const { way, scheme, args } of ways) {
  testWith([curlProgram], `forward() looks up no name of a refused request: ${way}`, async () => {
    await using sidecar = await startTestSidecar({ routes: ROUTES });
    const rows = [
      ["denied.example", "/", [], 403, "host-not-allowed"],
      ["git.test", "/other", [], 403, "no-match"],
      ["git.test", "/ok", ["-X", "POST"], 403, "no-match"],
      ["git.test", "/ok/git-receive-pack", [], 403, "git-push"],
      ["git.test", "/ok/info/refs?service=git-upload-pack", [], 403, "git-fetch"],
      ["token.test", "/", [], 403, "credential-missing"],
      ["a.test", "/%00", [], 400, "ambiguous-target"],
      ["a.test", "/", ["-X", "TRACE"], 405, "method-not-allowed"],
      ["a.test", "/", ["-H", "Host: b.test"], 421, "authority-mismatch"],
    ] as const;
    for (const [host, path, more, status, reason] of rows) {
      const answer = await curl(sidecar, [...args, ...more, `${scheme}://${host}${path}`]);
      assert.deepEqual([answer.status, answer.field("x-egress-reason")], [status, reason]);
    }
    assert.deepEqual(sidecar.dns.queries, []);
  });

  testWith([curlProgram], `forward() refuses a name for one bad address: ${way}`, async () => {
    await using upstream = startRecordingUpstream(answering(okAnswer("evil")));
    const rows = [
      ["one", ["127.0.0.1"], /resolves to a loopback address; the operator can allow it/],
      ["last", ["11.22.33.44", "127.0.0.1"], /loopback/],
      ["first", ["127.0.0.1", "11.22.33.44"], /loopback/],
      ["other-family", ["11.22.33.44", "::1"], /loopback/],
      ["ten", ["10.0.0.1"], /a private address/],
      ["metadata", ["169.254.169.254"], /a metadata address/],
      ["link-local", ["169.254.1.1"], /a link-local address/],
      ["shared", ["100.64.0.1"], /a cgnat address/],
      ["broadcast", ["255.255.255.255"], /a reserved address/],
      ["unique-local", ["fd00::1"], /a unique-local address/],
      ["mapped", ["::ffff:a00:1"], /a private address/],
      ["nat64", ["64:ff9b::7f00:1"], /a loopback address/],
      ["six-to-four", ["2002:a9fe:a9fe::1"], /a metadata address/],
      ["nowhere", ["0.0.0.0"], /an unspecified address; no route can allow that/],
      ["many", ["224.0.0.1"], /a multicast address; no route can allow that/],
    ] as const;
    const answers = new Map<string, readonly string[]>(
      rows.map(([name, addresses]) => [`${name}.test`, addresses]),
    );
    await using sidecar = await startTestSidecar({
      routes: ROUTES,
      dns: (name) => answers.get(name),
    });
    for (const [name, , words] of rows) {
      const url = `${scheme}://${name}.test:${upstream.port}/`;
      const answer = await curl(sidecar, [...args, url]);
      const got = [answer.status, answer.field("x-egress-reason")];
      assert.deepEqual(got, [403, "private-address"], name);
      assert.match(answer.body, words);
    }
    assert.equal(upstream.connections.length, 0);
    assert.equal(sidecar.dns.queries.length, 2 * rows.length, "one lookup in each family");
  });
}

Deno.test("forward() refuses the metadata address in every writing", async () => {
  const canonical = [
    ...["169.254.169.254", "[::ffff:169.254.169.254]", "[64:ff9b::a9fe:a9fe]"],
    ...["[2002:a9fe:a9fe::]", "[fd00:ec2::254]", "[fe80::a9fe:a9fe]"],
  ];
  const ambiguous = [
    ...["2852039166", "0xa9fea9fe", "0xa9.0xfe.0xa9.0xfe", "0251.0376.0251.0376", "169.254.43518"],
    ...["169.16689662", "169.254.169.254.", "169.254.169.0254", "169%2e254%2e169%2e254"],
    ...["[::ffff:a9fe:a9fe]", "[0:0:0:0:0:ffff:a9fe:a9fe]", "[::FFFF:169.254.169.254%25lo]"],
    ...["[fe80::a9fe:a9fe%25eth0]", "[169.254.169.254]", "169.254.169.254%00.test"],
    ...["a@169.254.169.254", "169.254.169.254\\.test", "169。254。169。254"],
  ];
  const hosts = canonical.map((host) => `  - host: "${host.replaceAll(/[[\]]/g, "")}"`);
  await using sidecar = await startTestSidecar({ routes: `routes:\n${hosts.join("\n")}\n` });
  assert.match(sidecar.log.join("\n"), /loaded 6 route/);
  for (const host of canonical) {
    const answers = await askBothWays(sidecar, `${host}:80`);
    assert.deepEqual(answers, ["403 private-address", "403 private-address"], host);
  }
  for (const host of ambiguous) {
    for (const answer of await askBothWays(sidecar, `${host}:80`)) {
      assert.match(answer, /^400 (?:ambiguous-target|bad-request)$/, host);
    }
  }
  assert.deepEqual(sidecar.dns.queries, []);
});

Deno.test("forward() refuses the sidecar's own listeners, whatever the routes say", async () => {
  const machine = Deno.networkInterfaces().map(({ address }) => address)
    .filter((address) => !address.startsWith("fe80:"));
  const hosts = [...new Set(["127.0.0.1", "::1", "0.0.0.0", "localhost", "self.test", ...machine])];
  const routes = hosts.map((host) => `  - host: "${host}"\n    allow_private_addresses: true`);
  const before = await listeningPorts();
  await using sidecar = await startTestSidecar({
    routes: `routes:\n${routes.join("\n")}\n`,
    env: { EGRESS_LISTEN: "0.0.0.0:0" },
  });
  const own = (await listeningPorts()).filter((port) => !before.includes(port));
  assert.equal(own.length, 2, "the agents' listener and the bridge of HTTP/2");
  for (const port of own) {
    for (const host of hosts) {
      const authority = host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
      const answers = await askBothWays(sidecar, authority);
      // The bridge listens on 127.0.0.1 only: by another address nobody answers there.
      const isBound = port === sidecar.port ||
        ["127.0.0.1", "0.0.0.0", "localhost", "self.test"].includes(host);
      const wanted = isBound ? "403 self-target" : "502 upstream-unreachable";
      assert.deepEqual(answers, [wanted, wanted], authority);
    }
  }
});

const namespace = await findProgramWhere(
  "unshare",
  ["-rn", "ip", "link", "set", "lo", "up"],
  "right to make a network of its own",
);

testWith([namespace], "forward() vets the very address that it dials, each time anew", async () => {
  const script = new URL("./rebinding.ts", import.meta.url).pathname;
  const config = new URL("../../deno.json", import.meta.url).pathname;
  const set = 'ip link set lo up && ip addr add 11.22.33.44/32 dev lo && exec "$@"';
  const { code, stdout, stderr } = await runFound(namespace, [
    ...["-rn", "sh", "-c", set, "sh", Deno.execPath(), "run", "-A", "--no-check", "--cached-only"],
    ...["--unstable-no-legacy-abort", "--config", config, script],
  ], { env: { DENO_DIR: Deno.env.get("DENO_DIR") ?? `${Deno.env.get("HOME")}/.cache/deno` } });
  assert.equal(code, 0, stderr);
  assert.deepEqual(JSON.parse(stdout), {
    answers: [
      "200 public",
      "403 private-address",
      "200 public",
      "200 public",
      "403 private-address",
    ],
    privateConnections: 0,
    queries: 8,
  });
});

/** Status and reason by absolute form, and by a tunnel in clear or the CONNECT's own refusal. */
async function askBothWays({ port }: TestSidecar, authority: string): Promise<string[]> {
  const head = `Host: ${authority}\r\nConnection: close\r\n\r\n`;
  using plain = await connectRaw(port);
  const first = await plain.ask(`GET http://${authority}/ HTTP/1.1\r\n${head}`);
  using connect = await connectRaw(port);
  const opened = await connect.ask(`CONNECT ${authority} HTTP/1.1\r\n${head}`, "CONNECT");
  if (opened.status !== 200) return [summary(first), summary(opened)];
  using tunnel = await connectTunnel(port, authority);
  return [summary(first), summary(await tunnel.ask(`GET / HTTP/1.1\r\n${head}`))];
}

function summary({ status, field }: RawResponse): string {
  return `${status} ${field("x-egress-reason")}`;
}
