import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { curl, curlProgram, ways } from "../support/curl.ts";
import { digestOf } from "../support/digest_of.ts";
import { testWith } from "../support/programs.ts";
import { tempFolder } from "../support/temp_folder.ts";
import { startTestSidecar } from "../support/test_sidecar.ts";
import { readEcho, startUpstreamPair } from "../support/upstream_pair.ts";

const names = ["bearer.test", "header.test", "basic.test", "file.test", "none.test", "gone.test"];
const env = {
  EGRESS_TOKEN_0: "bearer-value-0123456789",
  EGRESS_TOKEN_1: "header-value-0123456789",
  EGRESS_TOKEN_2: "basic-value-0123456789",
};
const routes = `
log: 2
routes:
  - host: bearer.test
    auth_scheme: Bearer
    token_env: EGRESS_TOKEN_0
    allow_private_addresses: true
  - host: header.test
    auth_header: X-Api-Key
    token_env: EGRESS_TOKEN_1
    allow_private_addresses: true
  - host: basic.test
    auth_scheme: Basic
    auth_user: x-access-token
    token_env: EGRESS_TOKEN_2
    allow_private_addresses: true
  - host: gone.test
    auth_scheme: Bearer
    token_env: EGRESS_TOKEN_9
    allow_private_addresses: true
  - host: none.test
    allow_private_addresses: true
`;
const injected = [
  { host: "bearer.test", name: "authorization", value: `Bearer ${env.EGRESS_TOKEN_0}` },
  { host: "header.test", name: "x-api-key", value: env.EGRESS_TOKEN_1 },
  {
    host: "basic.test",
    name: "authorization",
    value: `Basic ${Buffer.from(`x-access-token:${env.EGRESS_TOKEN_2}`).toString("base64")}`,
  },
];

testWith(
  [curlProgram],
  "curl's request gets the route's credential in place of its own",
  async () => {
    await using sidecar = await startTestSidecar({ routes, env });
    await using upstream = await startUpstreamPair(names);
    const own = ["-H", "Authorization: Bearer agents-own", "-H", "x-api-key: agents-own"];
    for (const { way, scheme, args } of ways) {
      for (const { host, name, value } of injected) {
        const label = `${host} by ${way}`;
        const answer = await curl(sidecar, [...args, ...own, upstream.url(scheme, host, "/echo")]);
        assert.equal(answer.status, 200, `${label}: ${answer.body}`);
        const { headers } = readEcho(answer.body);
        assert.equal(headers[name], digestOf(value), label);
        if (host === "header.test") assert.ok(!("authorization" in headers), label);
        else {assert.equal(
            headers["x-api-key"],
            digestOf("agents-own"),
            `${label}: another's header stays`,
          );}
      }
    }
    const written = sidecar.log.join("\n");
    assert.ok(sidecar.events().some(({ event }) => event === "egress_request"));
    assert.ok(sidecar.events().some(({ event }) => event === "egress_response"));
    for (const secret of Object.values(env)) {
      assert.ok(!written.includes(secret), "the credential is redacted");
      assert.ok(!written.includes(Buffer.from(`x-access-token:${secret}`).toString("base64")));
    }
  },
);

testWith([curlProgram], "curl's own Authorization travels on no route", async () => {
  await using sidecar = await startTestSidecar({ routes, env });
  await using upstream = await startUpstreamPair(names);
  for (const { way, scheme, args } of ways) {
    const url = upstream.url(scheme, "none.test", "/echo");
    const answer = await curl(sidecar, [...args, "-H", "Authorization: Bearer agents-own", url]);
    assert.equal(answer.status, 200, answer.body);
    assert.ok(!("authorization" in readEcho(answer.body).headers), way);
  }
});

testWith([curlProgram], "curl is refused where the route's credential is missing", async () => {
  await using sidecar = await startTestSidecar({ routes, env });
  await using upstream = await startUpstreamPair(names);
  for (const { way, scheme, args } of ways) {
    const answer = await curl(sidecar, [...args, upstream.url(scheme, "gone.test", "/echo")]);
    assert.equal(answer.status, 403, way);
    assert.equal(answer.field("x-egress-reason"), "credential-missing", way);
    assert.match(answer.body, /EGRESS_TOKEN_9/);
  }
  assert.deepEqual([...upstream.https.requests, ...upstream.http.requests], []);
});

testWith(
  [curlProgram],
  "curl gets the credential that the file holds now",
  () =>
    tempFolder(async (folder) => {
      const file = `${folder}/token`;
      await Deno.writeTextFile(file, "first-value-0123456789\n");
      await using sidecar = await startTestSidecar({
        routes: `
routes:
  - host: file.test
    auth_scheme: token
    token_file: ${file}
    allow_private_addresses: true
`,
      });
      await using upstream = await startUpstreamPair(names);
      const ask = () => curl(sidecar, [upstream.url("https", "file.test", "/echo")]);
      const sent = async () => readEcho((await ask()).body).headers["authorization"];
      assert.equal(await sent(), digestOf("token first-value-0123456789"));
      await Deno.writeTextFile(file, "second-value-9876543210\n");
      assert.equal(await sent(), digestOf("token second-value-9876543210"), "written in place");
      await Deno.writeTextFile(`${file}.new`, "third-value-00000000000\n");
      await Deno.rename(`${file}.new`, file);
      assert.equal(await sent(), digestOf("token third-value-00000000000"), "renamed into place");
      await Deno.writeTextFile(file, "");
      const empty = await ask();
      assert.deepEqual([empty.status, empty.field("x-egress-reason")], [403, "credential-missing"]);
      assert.ok(empty.body.includes(file), empty.body);
      await Deno.remove(file);
      assert.equal((await ask()).field("x-egress-reason"), "credential-missing");
      assert.equal(upstream.https.requests.length, 3, "never a request without its credential");
    }),
);

testWith(
  [curlProgram],
  "curl is refused a credential over plain HTTP and on another port",
  async () => {
    await using sidecar = await startTestSidecar({
      routes: `
routes:
  - host: bearer.test
    auth_scheme: Bearer
    token_env: EGRESS_TOKEN_0
`,
      env,
    });
    const plain = await curl(sidecar, ["http://bearer.test/"]);
    assert.deepEqual([plain.status, plain.field("x-egress-reason")], [403, "plaintext-credential"]);
    const port = await curl(sidecar, ["https://bearer.test:8443/"]);
    assert.deepEqual([port.status, port.field("x-egress-reason")], [403, "port-not-allowed"]);
    assert.deepEqual(sidecar.dns.queries, [], "both are known before any name is looked up");
  },
);

testWith([curlProgram], "curl needs the proxy's token where there is one", async () => {
  const token = "proxy-token-0123456789";
  await using sidecar = await startTestSidecar({
    routes,
    env: { ...env, EGRESS_PROXY_TOKEN: token },
  });
  await using upstream = await startUpstreamPair(names);
  const given = [
    { about: "none", args: [], status: 407 },
    { about: "a wrong password", args: ["-U", "agent:wrong"], status: 407 },
    {
      about: "a wrong Bearer",
      args: ["--proxy-header", "Proxy-Authorization: Bearer no"],
      status: 407,
    },
    { about: "the password", args: ["-U", `agent:${token}`], status: 200 },
    {
      about: "Bearer",
      args: ["--proxy-header", `Proxy-Authorization: Bearer ${token}`],
      status: 200,
    },
  ];
  for (const { way, scheme, args: wayArgs } of ways) {
    for (const { about, args, status } of given) {
      const label = `${about} by ${way}`;
      const url = upstream.url(scheme, "none.test", "/echo");
      const answer = await curl(sidecar, [...wayArgs, ...args, url]);
      if (status === 200 || way === "absolute form") assert.equal(answer.status, status, label);
      else assert.match(answer.stderr, /407/, label);
      if (status === 200) {
        assert.ok(!("proxy-authorization" in readEcho(answer.body).headers), label);
      }
      if (way === "absolute form" && status === 407) {
        assert.match(answer.field("proxy-authenticate") ?? "", /^Basic realm=/);
        assert.equal(answer.field("x-egress-reason"), "proxy-auth-required");
      }
    }
  }
  const sent = [...upstream.https.requests, ...upstream.http.requests];
  assert.equal(sent.length, 8, "what lacks the token is sent nowhere");
  assert.ok(!sidecar.log.join("\n").includes(token));
});
