import assert from "node:assert/strict";
import { curl, curlProgram } from "../support/curl.ts";
import { testWith } from "../support/programs.ts";
import { connectRaw, connectTunnel, type RawClient } from "../support/raw_client.ts";
import {
  answering,
  okAnswer,
  startRecordingUpstream,
  type UpstreamScript,
} from "../support/recording_upstream.ts";
import { startTestSidecar, type TestSidecar } from "../support/test_sidecar.ts";
import { sharedAuthority } from "../support/tls_authority.ts";

const routes = "routes:\n  - host: a.test\n    allow_private_addresses: true\n";

/** A sidecar and a raw upstream over TLS, and the ways to ask it. */
async function setUp(script: UpstreamScript) {
  const tls = await (await sharedAuthority()).leaf({ names: ["a.test"] });
  const upstream = startRecordingUpstream(script, { tls });
  const sidecar = await startTestSidecar({ routes });
  const authority = `a.test:${upstream.port}`;
  return {
    upstream,
    sidecar,
    authority,
    url: `https://${authority}/`,
    tunnel: () => connectTunnel(sidecar.port, authority, { caPem: sidecar.caPem }),
    async [Symbol.asyncDispose]() {
      await upstream[Symbol.asyncDispose]();
      await sidecar[Symbol.asyncDispose]();
    },
  };
}

const get = (authority: string, method = "GET") =>
  `${method} / HTTP/1.1\r\nHost: ${authority}\r\n\r\n`;

testWith([], "an answer over HTTP/1.1 keeps reason, case, order and repeated fields", async () => {
  const head = [
    "HTTP/1.1 299 Very  Fancy",
    "X-UPPER: One",
    "set-cookie: a=1; Path=/",
    "Content-Length: 5",
    "Set-Cookie: b=2, c",
    "x-lower:two",
    'ETag:   W/"x"  ',
  ];
  await using at = await setUp(answering(`${head.join("\r\n")}\r\n\r\nhello`));
  using client = await at.tunnel();
  const answer = await client.ask(get(at.authority));
  assert.deepEqual([answer.status, answer.reason, answer.body], [299, "Very  Fancy", "hello"]);
  assert.deepEqual(answer.fields, [
    ["X-UPPER", "One"],
    ["set-cookie", "a=1; Path=/"],
    ["Content-Length", "5"],
    ["Set-Cookie", "b=2, c"],
    ["x-lower", "two"],
    ["ETag", 'W/"x"'],
  ]);
});

testWith([], "a request over HTTP/1.1 keeps its fields' case, order and bytes", async () => {
  await using at = await setUp(answering(okAnswer()));
  using client = await at.tunnel();
  const head = [
    "PUT /a%2Fb?x=%20&&y HTTP/1.1",
    `hOsT: ${at.authority}`,
    "ACCEPT: */*",
    "x-b: 1",
    "X-A: 2",
    "x-b: 3",
    "Cookie: a=1",
    "cookie: b=2",
    "Content-Length: 4",
  ];
  await client.ask(`${head.join("\r\n")}\r\n\r\n\0\xff\r\n`);
  const expected = head.join("\r\n").replace("hOsT", "Host");
  assert.equal(at.upstream.received, `${expected}\r\n\r\n\0\xff\r\n`);
});

testWith([], "hop-by-hop fields end at the sidecar on both sides", async () => {
  const fields = ["Connection: close, Hop-A", "Hop-A: 1", "Keep-Alive: timeout=5", "X-Stays: 1"];
  await using at = await setUp(answering(okAnswer("hello", fields)));
  using client = await at.tunnel();
  const answer = await client.ask(
    `GET / HTTP/1.1\r\nHost: ${at.authority}\r\nConnection: Mine, keep-alive\r\nMine: 1\r\n` +
      "Proxy-Connection: keep-alive\r\nProxy-Authorization: Basic eDp5\r\nTE: trailers\r\n" +
      "Keep-Alive: 5\r\nX-Stays: 1\r\n\r\n",
  );
  assert.deepEqual(answer.fields, [["X-Stays", "1"], ["Content-Length", "5"]]);
  assert.match(at.upstream.received, /^GET \/ HTTP\/1\.1\r\nHost: [^\r]*\r\nX-Stays: 1\r\n\r\n$/);
});

const bodiless = [
  { about: "HEAD", method: "HEAD", answer: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n" },
  { about: "204", method: "GET", answer: "HTTP/1.1 204 No Content\r\nX-A: 1\r\n\r\n" },
  { about: "304", method: "GET", answer: "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n" },
  {
    about: "205",
    method: "POST",
    answer: "HTTP/1.1 205 Reset Content\r\nContent-Length: 0\r\n\r\n",
  },
];
testWith(
  [curlProgram],
  "answers without a body leave the connection ready for the next",
  async () => {
    for (const { about, method, answer } of bodiless) {
      await using at = await setUp(answering(answer));
      using client = await at.tunnel();
      for (const _ of [1, 2]) {
        const got = await client.ask(get(at.authority, method), method);
        assert.equal(got.status, Number(answer.slice(9, 12)), about);
        assert.equal(got.field("content-length"), /Length: (\d)/.exec(answer)?.[1], about);
      }
      const args = method === "HEAD" ? ["-I"] : ["-X", method];
      const byHttp2 = await curl(at.sidecar, ["--http2", ...args, at.url]);
      assert.deepEqual([byHttp2.code, byHttp2.version, byHttp2.body], [0, "2", ""], byHttp2.stderr);
      assert.equal(byHttp2.status, Number(answer.slice(9, 12)), about);
    }
  },
);

testWith(
  [curlProgram],
  "a chunked answer arrives whole, and with its trailers over HTTP/1.1",
  async () => {
    const chunked = "HTTP/1.1 200 OK\r\nTrailer: X-Sum\r\nTransfer-Encoding: chunked\r\n\r\n" +
      "6;ext=1\r\nhello \r\n5\r\nworld\r\n0\r\nX-Sum: 11\r\n\r\n";
    await using at = await setUp(answering(chunked));
    using client = await at.tunnel();
    const answer = await client.ask(get(at.authority));
    assert.equal(answer.body, "hello world");
    assert.deepEqual(answer.trailers, [["X-Sum", "11"]]);
    const byHttp2 = await curl(at.sidecar, ["--http2", at.url]);
    assert.deepEqual([byHttp2.code, byHttp2.body], [0, "hello world"], byHttp2.stderr);
  },
);

testWith([curlProgram], "an answer that ends with its connection arrives whole", async () => {
  await using at = await setUp(async (connection) => {
    await connection.request();
    await connection.write("HTTP/1.0 200 OK\r\nX-A: 1\r\n\r\nhello ");
    await connection.write("world");
  });
  using client = await at.tunnel();
  const answer = await client.ask(get(at.authority));
  assert.deepEqual([answer.body, answer.field("transfer-encoding")], ["hello world", "chunked"]);
  const byHttp2 = await curl(at.sidecar, ["--http2", at.url]);
  assert.deepEqual([byHttp2.code, byHttp2.body], [0, "hello world"], byHttp2.stderr);
});

testWith([], "interim answers arrive before the answer over HTTP/1.1", async () => {
  const hints = "HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n";
  await using at = await setUp(answering(hints + okAnswer()));
  using client = await at.tunnel();
  const answer = await client.ask(get(at.authority));
  assert.deepEqual([answer.interim, answer.body], [[hints], "hello"]);
});

testWith(
  [curlProgram],
  "cookies that an upstream sets twice arrive twice over HTTP/2",
  async () => {
    await using at = await setUp(
      answering(okAnswer("hello", ["Set-Cookie: a=1", "set-cookie: b=2"])),
    );
    const { head, version } = await curl(at.sidecar, ["--http2", at.url]);
    assert.equal(version, "2");
    assert.deepEqual(head.match(/^set-cookie: .*$/gm)?.map((line) => line.trim()), [
      "set-cookie: a=1",
      "set-cookie: b=2",
    ]);
  },
);

testWith(
  [curlProgram],
  "curl that expects 100-continue is told to go on only where it may",
  async () => {
    await using at = await setUp(answering(okAnswer()));
    const input = "x".repeat(100_000);
    const upload = ["-v", "--http1.1", "-H", "Expect: 100-continue", "--data-binary", "@-"];
    const allowed = await curl(at.sidecar, [...upload, at.url], { input });
    assert.deepEqual([allowed.status, allowed.code], [200, 0], allowed.stderr);
    assert.match(allowed.stderr, /< HTTP\/1\.1 100 Continue/);
    assert.ok(at.upstream.received.endsWith(input));
    const denied = await curl(at.sidecar, [...upload, "https://denied.test/"], { input });
    assert.deepEqual([denied.status, denied.code], [403, 0], denied.stderr);
    assert.doesNotMatch(denied.stderr, /100 Continue/);
  },
);

testWith([], "a request without TLS is the same in absolute form and in a tunnel", async () => {
  await using upstream = startRecordingUpstream(answering(okAnswer("hello", ["X-A: 1"])));
  await using sidecar = await startTestSidecar({ routes });
  const authority = `a.test:${upstream.port}`;
  const ask = async (sidecar: TestSidecar, inTunnel: boolean) => {
    using client: RawClient = inTunnel
      ? await connectTunnel(sidecar.port, authority)
      : await connectRaw(sidecar.port);
    const target = inTunnel ? "/x?y" : `http://${authority}/x?y`;
    const chunks = "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
    return await client.ask(`POST ${target} HTTP/1.1\r\nHost: ${authority}\r\nX-B: 2\r\n${chunks}`);
  };
  for (const inTunnel of [false, true]) {
    const { status, fields, body, interim } = await ask(sidecar, inTunnel);
    assert.deepEqual([status, body, interim], [200, "hello", []]);
    assert.deepEqual(fields, [["X-A", "1"], ["Content-Length", "5"]]);
  }
  const [first, second] = upstream.received.split(/(?=POST )/);
  assert.equal(first, second);
  assert.match(first ?? "", /^POST \/x\?y HTTP\/1\.1\r\nHost: a\.test:\d+\r\nX-B: 2\r\n/);
});
