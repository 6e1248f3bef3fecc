import { digestOf } from "../support/digest_of.ts";
import assert from "node:assert/strict";
import { runFound, testWith } from "../support/programs.ts";
import { findPythonRequests } from "../support/python_requests.ts";
import { startTestSidecar, type TestSidecar } from "../support/test_sidecar.ts";
import { readEcho, startUpstreamPair } from "../support/upstream_pair.ts";

const python = await findPythonRequests();

const SCRIPT = `
import json, sys, requests
session = requests.Session()
results = []
for method, url, size in json.loads(sys.argv[1]):
    answer = session.request(method, url, data=b"x" * size or None, timeout=20)
    reason = answer.headers.get("x-egress-reason")
    results.append({"status": answer.status_code, "reason": reason, "body": answer.text})
print(json.dumps(results))
`;

interface Result {
  readonly status: number;
  readonly reason: string | null;
  readonly body: string;
}

type Question = readonly [method: string, url: string, bodyBytes: number];

async function ask(sidecar: TestSidecar, questions: readonly Question[]): Promise<Result[]> {
  const { code, stdout, stderr } = await runFound(
    python,
    ["-c", SCRIPT, JSON.stringify(questions)],
    {
      env: {
        HTTP_PROXY: sidecar.proxyUrl,
        http_proxy: sidecar.proxyUrl,
        HTTPS_PROXY: sidecar.proxyUrl,
        REQUESTS_CA_BUNDLE: sidecar.caFile,
      },
    },
  );
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout) as Result[];
}

const routes = `
routes:
  - host: a.test
    auth_header: x-api-key
    token_env: EGRESS_TOKEN_0
    allow_private_addresses: true
`;

testWith([python], "python's requests gets through with the injected credential", async () => {
  await using sidecar = await startTestSidecar({
    routes,
    env: { EGRESS_TOKEN_0: "injected-0123456789" },
  });
  await using upstream = await startUpstreamPair(["a.test"]);
  const results = await ask(sidecar, [
    ["GET", upstream.url("https", "a.test", "/echo?q=1"), 0],
    ["POST", upstream.url("https", "a.test", "/echo"), 300_000],
    ["GET", upstream.url("http", "a.test", "/echo"), 0],
    ["HEAD", upstream.url("https", "a.test", "/big?bytes=10"), 0],
    ["GET", upstream.url("https", "a.test", "/chunked?bytes=100000"), 0],
  ]);
  assert.deepEqual(results.map(({ status }) => status), [200, 200, 200, 200, 200]);
  const [first, second] = results.map(({ body }) => body);
  assert.equal(readEcho(first ?? "").headers["x-api-key"], digestOf("injected-0123456789"));
  assert.equal(readEcho(second ?? "").body.length, 300_000);
  assert.equal(results.at(-1)?.body.length, 100_000);
});

testWith([python], "python's requests reads a refusal, that of a large upload too", async () => {
  await using sidecar = await startTestSidecar({ routes: "routes: []\n" });
  const results = await ask(sidecar, [
    ["GET", "https://denied.test/", 0],
    ["GET", "http://denied.test/", 0],
    ["POST", "https://denied.test/", 5_000_000],
    ["POST", "http://denied.test/", 5_000_000],
  ]);
  for (const { status, reason, body } of results) {
    assert.deepEqual([status, reason], [403, "host-not-allowed"]);
    assert.match(body, /^egress: .*denied\.test/);
  }
});
