/**
 * What an answer says is what the client gets, over HTTP/1.1 to the letter, over HTTP/2 all but
 * trailers and interim answers. Reasons, trailers and `Expect` stand in curl_answers_test.ts.
 */
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { brotliCompressSync, gzipSync, zstdCompressSync } from "node:zlib";
import { curl, curlProgram, ways } from "../support/curl.ts";
import { connectHttp2Tunnel } from "../support/http2_client.ts";
import { testWith } from "../support/programs.ts";
import { connectTunnel } from "../support/raw_client.ts";
import { startRecordingUpstream } from "../support/recording_upstream.ts";
import { startTestSidecar } from "../support/test_sidecar.ts";
import { sharedAuthority } from "../support/tls_authority.ts";
import { startUpstreamPair } from "../support/upstream_pair.ts";

const ROUTES = "routes:\n  - host: a.test\n    allow_private_addresses: true\n";
/** So that answers are read; nothing here has it. */
const env = { EGRESS_TOKEN_0: "a-value-that-is-nowhere-else" };

const TEXT = "0123456789".repeat(300);
const PARTS = [
  ...["--part", "Content-Type: text/plain", "Content-Range: bytes 0-1/10", "", "01"],
  ...["--part", "Content-Type: text/plain", "Content-Range: bytes 8-9/10", "", "89"],
  ...["--part--", ""],
].join("\r\n");

type Field = readonly [name: string, value: string];

interface Row {
  readonly about: string;
  readonly method?: string;
  /** Fields of the request, which the upstream must get. */
  readonly ask?: readonly Field[];
  readonly status: number;
  /** Fields of the answer but for Content-Length, which is the body's. */
  readonly fields: readonly Field[];
  /** One character for each byte. */
  readonly body: string;
  /** Sent before the answer; over HTTP/2 it is left out. */
  readonly interim?: string;
}

const coded = (coding: string, bytes: Uint8Array): Row => ({
  about: `a body in ${coding}`,
  ask: [["Accept-Encoding", coding]],
  status: 200,
  fields: [
    ["Content-Type", "application/json"],
    ["Content-Encoding", coding],
    ["Vary", "Accept-Encoding"],
  ],
  body: Buffer.from(bytes).toString("latin1"),
});

const rows: readonly Row[] = [
  coded("gzip", gzipSync(TEXT)),
  coded("br", brotliCompressSync(TEXT)),
  coded("zstd", zstdCompressSync(TEXT)),
  coded("identity", Buffer.from(TEXT)),
  coded("x-unheard-of", Buffer.from([0, 255, 13, 10, 128])),
  {
    about: "a range",
    ask: [["Range", "bytes=2-5"], ["If-Range", '"v1"']],
    status: 206,
    fields: [["Content-Range", "bytes 2-5/10"], ["Accept-Ranges", "bytes"], ["ETag", '"v1"']],
    body: "2345",
  },
  {
    about: "a range of what is compressed",
    ask: [["Range", "bytes=10-29"], ["Accept-Encoding", "gzip"]],
    status: 206,
    fields: [["Content-Encoding", "gzip"], ["Content-Range", "bytes 10-29/*"]],
    body: gzipSync(TEXT).toString("latin1").slice(10, 30),
  },
  {
    about: "several ranges",
    ask: [["Range", "bytes=0-1,8-9"]],
    status: 206,
    fields: [["Content-Type", "multipart/byteranges; boundary=part"]],
    body: PARTS,
  },
  {
    about: "a range that is not there",
    ask: [["Range", "bytes=50-"]],
    status: 416,
    fields: [["Content-Range", "bytes */10"]],
    body: "",
  },
  {
    about: "a 304 for an ETag",
    ask: [["If-None-Match", 'W/"v1", "v2"'], [
      "If-Modified-Since",
      "Mon, 01 Jan 2024 00:00:00 GMT",
    ]],
    status: 304,
    fields: [["ETag", 'W/"v1"'], ["Cache-Control", "max-age=60, private"], ["Age", "5"]],
    body: "",
  },
  {
    about: "a 412",
    ask: [["If-Match", '"v1"']],
    status: 412,
    fields: [["ETag", '"v2"']],
    body: "changed",
  },
  {
    about: "cookies",
    ask: [["Cookie", "a=1; b=2"]],
    status: 200,
    fields: [
      ["Set-Cookie", "a=1; Expires=Mon, 01 Jan 2035 00:00:00 GMT; Path=/"],
      ["Set-Cookie", "b=2; HttpOnly"],
      ["Set-Cookie", "a=3"],
    ],
    body: "hello",
  },
  {
    about: "a redirect, which is not followed",
    status: 307,
    fields: [["Location", "https://elsewhere.test/?a=%41#there"]],
    body: "",
  },
  {
    about: "a HEAD",
    method: "HEAD",
    status: 200,
    fields: [["Content-Type", "video/mp4"], ["ETag", '"v1"'], ["Accept-Ranges", "bytes"]],
    body: "",
  },
  {
    about: "an early hint",
    status: 200,
    fields: [["Content-Type", "text/html"]],
    body: "<p>hello",
    interim: "HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n",
  },
];

/** The bytes of the answer; a HEAD and a 304 announce a body that does not follow. */
function answerOf({ status, fields, body, interim = "" }: Row, bodiless: boolean) {
  const all: Field[] = [...fields, ["Content-Length", String(bodiless ? 10 : body.length)]];
  const lines = all.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  const bytes = `${interim}HTTP/1.1 ${status} Whatever\r\n${lines}\r\n${body}`;
  return { all, bytes: Buffer.from(bytes, "latin1") };
}

for (const version of ["HTTP/1.1", "HTTP/2"] as const) {
  Deno.test(`answers of every kind arrive unchanged over ${version}`, async () => {
    const tls = await (await sharedAuthority()).leaf({ names: ["a.test"] });
    let answer: Uint8Array = new Uint8Array();
    await using upstream = startRecordingUpstream(async (connection) => {
      while (await connection.request() !== null) await connection.write(answer);
    }, { tls });
    await using sidecar = await startTestSidecar({ routes: ROUTES, env });
    const authority = `a.test:${upstream.port}`;
    const { caPem } = sidecar;
    using raw = await connectTunnel(sidecar.port, authority, { caPem });
    using http2 = await connectHttp2Tunnel(sidecar.port, authority, { caPem });
    for (const row of rows) {
      const { about, method = "GET", ask = [], status, body, interim } = row;
      const { all, bytes } = answerOf(row, method === "HEAD" || status === 304);
      answer = bytes;
      const before = upstream.received.length;
      if (version === "HTTP/1.1") {
        const head = [`${method} /x HTTP/1.1`, `Host: ${authority}`]
          .concat(ask.map(([name, value]) => `${name}: ${value}`)).concat("", "").join("\r\n");
        const got = await raw.ask(head, method);
        assert.deepEqual([got.status, got.fields], [status, all], about);
        assert.equal(got.body, body, about);
        assert.deepEqual(got.interim, interim === undefined ? [] : [interim], about);
        assert.equal(upstream.received.slice(before), head, about);
      } else {
        const got = await http2.ask({
          ":method": method,
          ":path": "/x",
          ":authority": authority,
          ...Object.fromEntries(ask.map(([name, value]) => [name.toLowerCase(), value])),
        });
        assert.deepEqual([got.status, got.body], [status, body], about);
        for (const [name, values] of Map.groupBy(all, ([name]) => name)) {
          const expected = values.map(([, value]) => value).join();
          assert.equal(got.field(name.toLowerCase()), expected, `${about}: ${name}`);
        }
        for (const [name, value] of ask) {
          const sent = upstream.received.slice(before).toLowerCase();
          assert.ok(sent.includes(`\r\n${name}: ${value}\r\n`.toLowerCase()), `${about}: ${name}`);
        }
      }
    }
    // All of that was one connection, so that each answer ended where it ends.
    assert.equal(upstream.connections.length, 1);
  });
}

testWith(
  [curlProgram],
  "curl resumes, compares ETags and decompresses by all four ways",
  async () => {
    const codings = { gzip: gzipSync, br: brotliCompressSync };
    await using upstream = await startUpstreamPair(["a.test"], ({ url, headers }, response) => {
      const etag = { etag: '"v1"' };
      if (headers["if-none-match"] === etag.etag) return void response.writeHead(304, etag).end();
      const from = Number(/^bytes=(\d+)-$/.exec(headers.range ?? "")?.[1] ?? 0);
      const coding = url?.slice(1);
      if (coding === "gzip" || coding === "br") {
        assert.ok(headers["accept-encoding"]?.includes(coding));
        response.writeHead(200, { "content-encoding": coding });
        return void response.end(codings[coding](TEXT));
      }
      const range = { "content-range": `bytes ${from}-${TEXT.length - 1}/${TEXT.length}` };
      response.writeHead(from > 0 ? 206 : 200, { ...etag, ...(from > 0 && range) });
      response.end(TEXT.slice(from));
    });
    await using sidecar = await startTestSidecar({ routes: ROUTES, env });
    const { folder } = sidecar;
    for (const { way, scheme, args } of ways) {
      const ask = async (path: string, ...more: string[]) => {
        const answer = await curl(sidecar, [
          ...args,
          ...more,
          upstream.url(scheme, "a.test", path),
        ]);
        assert.equal(answer.code, 0, `${way} ${path}: ${answer.stderr}`);
        return answer;
      };
      const file = `${folder}/${way.replaceAll(/\W/g, "")}`;
      await Deno.writeTextFile(file, TEXT.slice(0, 1000));
      // Without the heads that the helper asks for, which would be written into the file.
      assert.equal((await ask("/", "--no-include", "-C", "-", "-o", file)).status, 206, way);
      assert.equal(await Deno.readTextFile(file), TEXT, way);
      const compare = ["--etag-save", `${file}.etag`, "--etag-compare", `${file}.etag`];
      assert.deepEqual((await ask("/", ...compare)).body, TEXT, way);
      assert.equal((await ask("/", ...compare)).status, 304, way);
      for (const coding of ["gzip", "br"]) {
        const { body, field } = await ask(`/${coding}`, "--compressed");
        assert.deepEqual([field("content-encoding"), body], [coding, TEXT], way);
      }
    }
  },
);
