import assert from "node:assert/strict";
import { requestOf } from "../../lib/cli/request_of.ts";
import { startHttpUpstream } from "../support/http_upstream.ts";
import { connectRaw } from "../support/raw_client.ts";
import { runCli } from "../support/run_cli.ts";
import { startTestSidecar } from "../support/test_sidecar.ts";
import { bytesOf, textOf } from "../support/wire_bytes.ts";

const ROUTES = `routes:
  - host: plain.test
    allow_private_addresses: true
  - host: git.test
    git: { fetch: true }
    allow_private_addresses: true
  - host: get.test
    allow_private_addresses: true
    matches: [{ methods: [GET], paths: [{ value: /v1 }] }]
  - host: absent.test
    allow_private_addresses: true
    auth_scheme: Bearer
    token_env: EGRESS_TOKEN_9
  - host: key.test
    auth_scheme: Bearer
    token_env: EGRESS_TOKEN_0
  - host: 127.0.0.1
    allow_private_addresses: true
  - host: 127.0.0.2
`;

interface Row {
  readonly method?: string;
  /** `PORT` is the upstream's, `PROXY` the sidecar's. */
  readonly url: string;
  readonly headers?: readonly string[];
  readonly body?: string;
}

const rows: readonly Row[] = [
  { url: "http://plain.test:PORT/" },
  { method: "POST", url: "http://plain.test:PORT/?a=b", body: "body" },
  { url: "http://get.test:PORT/v1/x" },
  { url: "http://git.test:PORT/a.git/info/refs?service=git-upload-pack" },
  {
    method: "POST",
    url: "http://git.test:PORT/a.git/info/lfs/objects/batch",
    body: '{"operation":"download"}',
  },
  { url: "http://_egress.local/healthz" },
  {
    method: "POST",
    url: "http://git.test:PORT/a.git/info/lfs/objects/batch",
    body: '{"operation":"upload"}',
  },
  { method: "POST", url: "http://git.test:PORT/a.git/info/lfs/objects/batch" },
  { method: "POST", url: "http://git.test:PORT/a.git/git-receive-pack" },
  { url: "http://plain.test:PORT/a.git/info/refs?service=git-upload-pack" },
  { url: "http://get.test:PORT/v2" },
  { method: "POST", url: "http://get.test:PORT/v1" },
  { url: "http://get.test:PORT/v1%2fx" },
  { url: "https://evil.test/" },
  { url: "https://key.test:8443/" },
  { url: "http://key.test/" },
  { url: "https://absent.test/" },
  { url: "http://127.0.0.2/" },
  { url: "http://127.0.0.1:PROXY/" },
  { url: "http://plain.test:PORT/a/../b" },
  { url: "http://plain.test:PORT/%2e%2e/b" },
  { url: "http://PLAIN.test:PORT/" },
  { url: "http://plain.test.:PORT/" },
  { url: "http://plain.test:PORT/#f" },
  { url: "http://user@plain.test:PORT/" },
  { url: "http://127.1/" },
  { method: "get", url: "http://plain.test:PORT/" },
  { method: "TRACE", url: "http://plain.test:PORT/" },
  { url: "http://plain.test:PORT/", headers: ["Host: other.test"] },
  { url: "http://plain.test:PORT/", headers: ["Host: plain.test:PORT", "host: plain.test:PORT"] },
  { url: "http://plain.test:PORT/", headers: ["Connection: cookie"] },
  { url: "http://plain.test:PORT/", headers: ["Upgrade: websocket"] },
  {
    url: "http://plain.test:PORT/",
    headers: ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 7"],
  },
  { url: "http://plain.test:PORT/", headers: ["Content-Length: 0", "Transfer-Encoding: chunked"] },
];

Deno.test("explain says of each request what the sidecar does with it", async () => {
  await using upstream = await startHttpUpstream();
  await using sidecar = await startTestSidecar({
    routes: ROUTES,
    env: { EGRESS_TOKEN_0: "dummy-value" },
  });
  const env = {
    EGRESS_ROUTES: `${sidecar.folder}/routes.yaml`,
    EGRESS_LISTEN: `127.0.0.1:${sidecar.port}`,
    EGRESS_TOKEN_0: "dummy-value",
  };
  const filled = (text: string) =>
    text.replaceAll("PORT", `${upstream.port}`).replaceAll("PROXY", `${sidecar.port}`);
  for (const row of rows) {
    const { method = "GET", body = "" } = row;
    const url = filled(row.url);
    const headers = (row.headers ?? []).map(filled);
    const file = `${sidecar.folder}/body`;
    await Deno.writeTextFile(file, body);
    const said = await runCli(
      ["explain", method, url, "--body", file, ...headers.flatMap((header) => ["-H", header])],
      env,
    );

    using client = await connectRaw(sidecar.port);
    const { head } = requestOf(method, url, headers, bytesOf(body));
    const { status, field } = await client.ask(textOf(head) + body, method);
    const reason = field("x-egress-reason");
    const about = `${method} ${url} ${headers}\n${said.stdout}${said.stderr}`;
    assert.equal(said.code, reason === undefined ? 0 : 1, about);
    const refused = /^it would be refused: (\d+) (\S+)$/m.exec(said.stdout);
    assert.equal(refused?.[2], reason, about);
    if (refused !== null) assert.equal(Number(refused[1]), status, about);
  }
});
