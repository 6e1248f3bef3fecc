import assert from "node:assert/strict";
import { findProgram, runFound, testWith } from "../support/programs.ts";
import { startTestSidecar, type TestSidecar } from "../support/test_sidecar.ts";
import { findUndici } from "../support/undici.ts";
import { startUpstreamPair } from "../support/upstream_pair.ts";

const node = findProgram("node");
const undici = await findUndici();

const SCRIPT = `
const { fetch, ProxyAgent, setGlobalDispatcher } = require(process.argv[1]);
const ca = require("node:fs").readFileSync(process.env.CA_FILE);
setGlobalDispatcher(new ProxyAgent({ uri: process.env.PROXY, requestTls: { ca } }));
(async () => {
  const results = [];
  for (const url of process.argv.slice(2)) {
    const response = await fetch(url, { method: "POST", body: "some body", headers: { "x-own": "1" } });
    const reason = response.headers.get("x-egress-reason");
    results.push({ status: response.status, reason, body: await response.text() });
  }
  console.log(JSON.stringify(results));
})();
`;

interface Result {
  readonly status: number;
  readonly reason: string | null;
  readonly body: string;
}

async function ask(sidecar: TestSidecar, urls: readonly string[]): Promise<Result[]> {
  const { code, stdout, stderr } = await runFound(
    node,
    ["-e", SCRIPT, undici.path ?? "", ...urls],
    { env: { PROXY: sidecar.proxyUrl, CA_FILE: sidecar.caFile } },
  );
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout) as Result[];
}

testWith([node, undici], "undici's ProxyAgent reaches http: and https: by CONNECT", async () => {
  await using sidecar = await startTestSidecar({
    routes: "routes:\n  - host: a.test\n    allow_private_addresses: true\n",
  });
  await using upstream = await startUpstreamPair(["a.test"]);
  const results = await ask(sidecar, [
    upstream.url("http", "a.test", "/echo?1"),
    upstream.url("https", "a.test", "/echo?2"),
    upstream.url("http", "a.test", "/echo?3"),
  ]);
  for (const [index, { status, body }] of results.entries()) {
    assert.equal(status, 200, body);
    const echo = JSON.parse(body) as { url: string; body: string; headers: Record<string, string> };
    assert.deepEqual([echo.url, echo.body, echo.headers["x-own"]], [
      `/echo?${index + 1}`,
      "some body",
      "1",
    ]);
  }
});

testWith(
  [node, undici],
  "undici's ProxyAgent reads the words of a refusal on both schemes",
  async () => {
    await using sidecar = await startTestSidecar({ routes: "routes: []\n" });
    const results = await ask(sidecar, ["http://denied.test/", "https://denied.test/"]);
    for (const { status, reason, body } of results) {
      assert.deepEqual([status, reason], [403, "host-not-allowed"]);
      assert.match(body, /^egress: .*denied\.test/);
    }
  },
);
