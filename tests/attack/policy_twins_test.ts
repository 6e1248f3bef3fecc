import assert from "node:assert/strict";
import { connectHttp2Tunnel } from "../support/http2_client.ts";
import type { HttpHandler } from "../support/http_upstream.ts";
import { readBody } from "../support/http_upstream.ts";
import { connectRaw, connectTunnel, type RawClient } from "../support/raw_client.ts";
import { startTestSidecar, type TestSidecar } from "../support/test_sidecar.ts";
import { startUpstreamPair } from "../support/upstream_pair.ts";
import { TWIN_ROUTES, type TwinRow, twinRows } from "./policy_twins_rows.ts";

interface Way {
  readonly name: string;
  readonly scheme: "http" | "https";
  /** Status, reason and, of an upstream's answer, the body, which tells what was sent. */
  ask(sidecar: TestSidecar, row: TwinRow, authority: string): Promise<Answer>;
}

interface Answer {
  readonly verdict: string;
  /** What the upstream was asked; empty for a refusal. */
  readonly sent: string;
}

const WAYS: readonly Way[] = [
  {
    name: "absolute form",
    scheme: "http",
    async ask({ port }, row, authority) {
      using client = await connectRaw(port);
      return await askRaw(client, row, authority, `http://${authority}${row.path}`);
    },
  },
  {
    name: "CONNECT in clear",
    scheme: "http",
    async ask({ port }, row, authority) {
      using client = await connectTunnel(port, authority);
      return await askRaw(client, row, authority, row.path);
    },
  },
  {
    name: "CONNECT, TLS, HTTP/1.1",
    scheme: "https",
    async ask({ port, caPem }, row, authority) {
      using client = await connectTunnel(port, authority, { caPem });
      return await askRaw(client, row, authority, row.path);
    },
  },
  {
    name: "CONNECT, TLS, HTTP/2",
    scheme: "https",
    async ask({ port, caPem }, row, authority) {
      using client = await connectHttp2Tunnel(port, authority, { caPem });
      const { method, path, body } = row;
      const fields: Record<string, string | string[]> = {};
      for (const [name, value] of row.fields) {
        (fields[name] = [fields[name] ?? []].flat()).push(value);
      }
      const pseudo = { ":method": method, ":path": path, ":authority": hostOf(row, authority) };
      if (body !== "") fields["content-length"] = `${body.length}`;
      const answer = await client.ask({ ...pseudo, ...fields }, body || undefined);
      return answered(answer.status, answer.field, answer.body);
    },
  },
];

Deno.test("exchange() gives a request the same verdict on each of its four ways", async () => {
  const names = ["origin.test", "fetch.test"];
  await using pair = await startUpstreamPair(names, tellBack);
  await using sidecar = await startTestSidecar({
    routes: TWIN_ROUTES,
    env: { EGRESS_TOKEN_0: "not-a-real-token" },
    dns: (name) => name === "gone.test" ? undefined : ["127.0.0.1"],
  });
  const wrong: unknown[] = [];
  for (const row of twinRows) {
    const sent = new Set<string>();
    for (const way of WAYS) {
      const own = row.host === "_egress.local";
      const port = own ? (way.scheme === "https" ? 443 : 80) : pair[way.scheme].port;
      const got = await way.ask(sidecar, row, `${row.host}:${port}`);
      const wanted = way.scheme === "http" ? row.overHttp ?? row.answer : row.answer;
      if (got.verdict !== wanted) wrong.push({ row: row.name, way: way.name, got, wanted });
      sent.add(got.sent);
    }
    if (sent.size !== 1) wrong.push({ row: row.name, sent: [...sent] });
  }
  assert.deepEqual(wrong, []);
  assert.equal(pair.http.requests.length, pair.https.requests.length);
});

Deno.test("twinRows are at least 30, each with a name of its own", () => {
  assert.ok(new Set(twinRows.map(({ name }) => name)).size >= 30);
  assert.equal(new Set(twinRows.map(({ name }) => name)).size, twinRows.length);
});

Deno.test("checkServerName() refuses an SNI that is not the tunnel's host, on HTTP/1.1 and 2", async () => {
  await using pair = await startUpstreamPair(["origin.test", "fetch.test"]);
  await using sidecar = await startTestSidecar({ routes: TWIN_ROUTES });
  const authority = `origin.test:${pair.https.port}`;
  const { port, caPem } = sidecar;
  const rows = [
    ["fetch.test", "421 authority-mismatch"],
    ["denied.test", "421 authority-mismatch"],
    ["ORIGIN.test", "200"],
  ] as const;
  for (const [serverName, wanted] of rows) {
    const ways = [
      async () => {
        using client = await connectTunnel(port, authority, { caPem, serverName });
        const { status, field, body } = await client.ask(
          `GET /ok HTTP/1.1\r\nHost: ${authority}\r\n\r\n`,
        );
        return answered(status, field, body).verdict;
      },
      async () => {
        using client = await connectHttp2Tunnel(port, authority, { caPem, serverName });
        const { status, field, body } = await client.ask({
          ":path": "/ok",
          ":authority": authority,
        });
        return answered(status, field, body).verdict;
      },
    ];
    for (const ask of ways) assert.equal(await ask(), wanted, serverName);
  }
});

Deno.test("readHead() takes no game with the pseudo-headers of HTTP/2", async () => {
  await using pair = await startUpstreamPair(["origin.test"], tellBack);
  await using sidecar = await startTestSidecar({ routes: TWIN_ROUTES });
  const authority = `origin.test:${pair.https.port}`;
  const rows: readonly (readonly [string, Record<string, string>, string | undefined, string])[] = [
    ["Host beside :authority", { host: authority }, undefined, "200"],
    ["another Host beside it", { host: "fetch.test" }, undefined, "400 bad-request"],
    [
      "another :authority, the Host right",
      { ":authority": "fetch.test", host: authority },
      undefined,
      "400 bad-request",
    ],
    ["no :authority", { ":authority": "" }, undefined, "reset"],
    ["a list", { ":authority": `${authority}, fetch.test` }, undefined, "reset"],
    ["an absolute path", { ":path": "http://fetch.test/ok" }, undefined, "403 no-match"],
    ["an authority in the path", { ":path": "//fetch.test/ok" }, undefined, "403 no-match"],
    [
      "CONNECT",
      { ":method": "CONNECT", ":authority": authority },
      undefined,
      "405 method-not-allowed",
    ],
    ["a GET with an announced body", { "content-length": "1" }, "a", "400 bad-request"],
    ["a length with a sign", { "content-length": "+1" }, undefined, "reset"],
    ["a length beyond the body", { ":method": "POST", "content-length": "9" }, "a", "reset"],
    ["a length within the body", { ":method": "POST", "content-length": "1" }, "abc", "reset"],
  ];
  for (const [name, headers, body, wanted] of rows) {
    using client = await connectHttp2Tunnel(sidecar.port, authority, { caPem: sidecar.caPem });
    const all: Record<string, string> = { ":authority": authority, ...headers };
    if (all[":method"] !== "CONNECT") all[":path"] ??= "/ok";
    const got = await client.ask(all, body)
      .then(({ status, field, body }) => answered(status, field, body).verdict, () => "reset");
    assert.equal(got, wanted, name);
  }
  assert.deepEqual(pair.https.requests, ["GET /ok"]);
});

/** Answers with what was asked, but for the Host, whose port differs. */
const tellBack: HttpHandler = async (request, response) => {
  const body = (await readBody(request)).toString("latin1");
  const names = ["x-ok", "content-length"];
  const fields = names.map((name) => `${name}=${request.headers[name] ?? ""}`);
  const text = JSON.stringify([request.method, request.url, ...fields, body]);
  response.writeHead(200, { "content-length": text.length, "x-sent": text });
  response.end(text);
};

async function askRaw(
  client: RawClient,
  row: TwinRow,
  authority: string,
  target: string,
): Promise<Answer> {
  const { method, body } = row;
  const fields = row.fields.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  const length = body === "" ? "" : `Content-Length: ${body.length}\r\n`;
  const head = `${method} ${target} HTTP/1.1\r\nHost: ${hostOf(row, authority)}\r\n`;
  const answer = await client.ask(`${head}${fields}${length}\r\n${body}`, method);
  return answered(answer.status, answer.field, answer.body);
}

function hostOf({ hostField }: TwinRow, authority: string): string {
  const port = authority.slice(authority.lastIndexOf(":") + 1);
  return hostField?.replace("$P", port) ?? authority;
}

function answered(
  status: number,
  field: (name: string) => string | undefined,
  body: string,
): Answer {
  const reason = field("x-egress-reason");
  if (reason === undefined) return { verdict: `${status}`, sent: field("x-sent") ?? "" };
  if (body !== "") assert.match(body, /^egress: /);
  return { verdict: `${status} ${reason}`, sent: "" };
}
