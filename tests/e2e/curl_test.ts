import assert from "node:assert/strict";
import { curl, curlProgram, ways } from "../support/curl.ts";
import { startHttpUpstream } from "../support/http_upstream.ts";
import { testWith } from "../support/programs.ts";
import { startTestSidecar } from "../support/test_sidecar.ts";
import { sharedAuthority } from "../support/tls_authority.ts";
import { readEcho, startUpstreamPair } from "../support/upstream_pair.ts";

const routes = `
routes:
  - host: a.test
    allow_private_addresses: true
  - host: public.test
  - host: narrow.test
    allow_private_addresses: true
    matches:
      - paths: [{ type: prefix, value: /v1 }]
        methods: [GET]
`;
const names = ["a.test", "public.test", "narrow.test", "denied.test"];

for (const { way, scheme, args } of ways) {
  testWith([curlProgram], `curl by ${way} reaches an allowed host`, async () => {
    await using sidecar = await startTestSidecar({ routes });
    await using upstream = await startUpstreamPair(names);
    const url = upstream.url(scheme, "a.test", "/echo/%41?q=%41&r=a+b");
    const answer = await curl(sidecar, [...args, "-H", "X-Own: 1", "-d", "some body", url]);
    assert.deepEqual([answer.code, answer.status], [0, 200], answer.stderr);
    assert.equal(answer.version, way.endsWith("2") ? "2" : "1.1");
    const echo = readEcho(answer.body);
    assert.equal(echo.method, "POST");
    assert.equal(echo.url, "/echo/%41?q=%41&r=a+b", "the target is sent as it was written");
    assert.equal(echo.body, "some body");
    assert.equal(echo.headers["x-own"], "1");
    assert.equal(echo.headers.host, new URL(url).host);
    for (const name of ["proxy-connection", "connection", "via", "x-forwarded-for"]) {
      assert.ok(!(name in echo.headers) || echo.headers[name] === "keep-alive", name);
    }
  });
}

const verdicts = [
  {
    about: "an unknown host",
    host: "denied.test",
    path: "/",
    status: 403,
    reason: "host-not-allowed",
  },
  {
    about: "a path without a match",
    host: "narrow.test",
    path: "/v2",
    status: 403,
    reason: "no-match",
  },
  { about: "a path with a match", host: "narrow.test", path: "/v1/x", status: 200 },
  {
    about: "a private address",
    host: "public.test",
    path: "/",
    status: 403,
    reason: "private-address",
  },
  {
    about: "a git push",
    host: "a.test",
    path: "/r.git/git-receive-pack",
    status: 403,
    reason: "git-push",
  },
  {
    about: "a git fetch",
    host: "a.test",
    path: "/r.git/info/refs?service=git-upload-pack",
    status: 403,
    reason: "git-fetch",
  },
  {
    about: "a dot segment",
    host: "a.test",
    path: "/a/../b",
    status: 400,
    reason: "ambiguous-target",
  },
  {
    about: "an encoded NUL",
    host: "a.test",
    path: "/a%00",
    status: 400,
    reason: "ambiguous-target",
  },
  {
    about: "TRACE",
    host: "a.test",
    path: "/",
    status: 405,
    reason: "method-not-allowed",
    args: ["-X", "TRACE"],
  },
  {
    about: "a Host of another",
    host: "a.test",
    path: "/",
    status: 421,
    reason: "authority-mismatch",
    args: ["-H", "Host: denied.test"],
  },
];

testWith([curlProgram], "curl gets the same verdict by all four ways, with its words", async () => {
  await using sidecar = await startTestSidecar({ routes });
  await using upstream = await startUpstreamPair(names);
  for (const { about, host, path, status, reason, args: more = [] } of verdicts) {
    const said = new Set<string>();
    for (const { way, scheme, args } of ways) {
      const url = upstream.url(scheme, host, path);
      const answer = await curl(sidecar, [...args, "--path-as-is", ...more, url]);
      const label = `${about} by ${way}: ${answer.stderr}`;
      assert.deepEqual([answer.code, answer.status], [0, status], label);
      assert.equal(answer.field("x-egress-reason"), reason, label);
      if (reason === undefined) continue;
      assert.equal(answer.field("content-type"), "text/plain; charset=utf-8", label);
      assert.match(answer.body, /^egress: /, label);
      said.add(answer.body.replaceAll(/https?:\/\/|:\d+\b/g, ""));
    }
    assert.ok(said.size <= 1, `${about}: ${[...said].join(" | ")}`);
  }
  const reached = [...upstream.https.requests, ...upstream.http.requests];
  assert.deepEqual(reached, Array(4).fill("GET /v1/x"), "nothing that was refused was sent");
});

testWith(
  [curlProgram],
  "curl's question for a denied host is looked up and dialled by nobody",
  async () => {
    await using sidecar = await startTestSidecar({ routes });
    for (const { scheme, args } of ways) {
      const answer = await curl(sidecar, [...args, `${scheme}://denied.test/`]);
      assert.equal(answer.status, 403, answer.stderr);
      assert.match(answer.body, /^egress: .*denied\.test/);
    }
    assert.deepEqual(sidecar.dns.queries, []);
  },
);

testWith([curlProgram], "curl reads the refusal of an upload that is still coming", async () => {
  await using sidecar = await startTestSidecar({ routes });
  const input = "x".repeat(3_000_000);
  for (const { way, scheme, args } of ways) {
    const upload = ["--data-binary", "@-", "-H", "Expect:"];
    const answer = await curl(sidecar, [...args, ...upload, `${scheme}://denied.test/`], { input });
    assert.deepEqual([answer.code, answer.status], [0, 403], `${way}: ${answer.stderr}`);
    assert.match(answer.body, /^egress: /, way);
  }
});

testWith([curlProgram], "curl asks several hosts on one proxy connection", async () => {
  await using sidecar = await startTestSidecar({ routes });
  await using upstream = await startUpstreamPair(names);
  const url = (host: string) => upstream.url("http", host, "/v1/echo");
  const urls = [url("a.test"), url("denied.test"), url("narrow.test")];
  const { stderr, body } = await curl(sidecar, ["-v", ...urls]);
  assert.equal(stderr.match(/Re-using existing/g)?.length, 2, stderr);
  assert.ok(body.includes("403 Forbidden"));
  assert.deepEqual(upstream.http.requests, ["GET /v1/echo", "GET /v1/echo"]);
});

testWith([curlProgram], "curl reaches an upstream by its IPv6 address", async () => {
  const tls = await (await sharedAuthority()).leaf({ names: ["::1"] });
  await using upstream = await startHttpUpstream({ hostname: "::1", tls });
  await using plain = await startHttpUpstream({ hostname: "::1" });
  await using sidecar = await startTestSidecar({
    routes: 'routes:\n  - host: "::1"\n    allow_private_addresses: true\n',
  });
  for (const { way, scheme, args } of ways) {
    const { port } = scheme === "https" ? upstream : plain;
    const answer = await curl(sidecar, [...args, `${scheme}://[::1]:${port}/echo`]);
    assert.deepEqual([answer.code, answer.status], [0, 200], `${way}: ${answer.stderr}`);
    assert.equal(readEcho(answer.body).headers.host, `[::1]:${port}`);
  }
});

testWith([curlProgram], "curl asks the sidecar itself by all four ways", async () => {
  await using sidecar = await startTestSidecar({ routes });
  for (const { way, scheme, args } of ways) {
    const answer = await curl(sidecar, [...args, `${scheme}://_egress.local/allowlist`]);
    assert.equal(answer.status, 200, `${way}: ${answer.stderr} ${answer.body}`);
    const { routes: shown } = JSON.parse(answer.body) as { routes: { host: string }[] };
    assert.deepEqual(shown.map(({ host }) => host), ["a.test", "public.test", "narrow.test"]);
  }
});
