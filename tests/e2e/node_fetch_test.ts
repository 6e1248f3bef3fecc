import { digestOf } from "../support/digest_of.ts";
import assert from "node:assert/strict";
import { findProgram, runFound, testWith } from "../support/programs.ts";
import { startTestSidecar, type TestSidecar } from "../support/test_sidecar.ts";
import { findUndici } from "../support/undici.ts";
import { startUpstreamPair } from "../support/upstream_pair.ts";

const node = findProgram("node");
const readsEnv = await nodeReadsProxyEnv();
/** Where Node does not read the environment itself, undici's agent does that for its built-in fetch. */
const agent = readsEnv ? node : await findUndici();

async function nodeReadsProxyEnv(): Promise<boolean> {
  if (node.path === undefined) return false;
  const { stdout } = await runFound(node, ["-p", "process.versions.node"]);
  const [major = 0, minor = 0] = stdout.split(".").map(Number);
  return major >= 24 || (major === 22 && minor >= 21);
}

const SCRIPT = `
const [, undici, ...urls] = process.argv;
if (undici) {
  const { EnvHttpProxyAgent, setGlobalDispatcher } = require(undici);
  setGlobalDispatcher(new EnvHttpProxyAgent());
}
(async () => {
  for (const url of urls) {
    const response = await fetch(url, { headers: { Authorization: "Bearer agents-own" } });
    const text = await response.text();
    console.log(response.status, response.headers.get("x-egress-reason"), text);
  }
})();
`;

async function run(sidecar: TestSidecar, urls: readonly string[]): Promise<string[]> {
  const { code, stdout, stderr } = await runFound(
    node,
    ["-e", SCRIPT, readsEnv ? "" : agent.path ?? "", ...urls],
    {
      env: {
        NODE_USE_ENV_PROXY: "1",
        HTTP_PROXY: sidecar.proxyUrl,
        HTTPS_PROXY: sidecar.proxyUrl,
        NODE_EXTRA_CA_CERTS: sidecar.caFile,
      },
    },
  );
  assert.equal(code, 0, stderr);
  return stdout.trim().split("\n");
}

testWith([node, agent], "node's fetch gets through with the injected credential", async () => {
  await using sidecar = await startTestSidecar({
    routes: `
routes:
  - host: a.test
    auth_scheme: Bearer
    token_env: EGRESS_TOKEN_0
    allow_private_addresses: true
`,
    env: { EGRESS_TOKEN_0: "injected-0123456789" },
  });
  await using upstream = await startUpstreamPair(["a.test"]);
  const urls = (["https", "http"] as const).map((scheme) =>
    upstream.url(scheme, "a.test", "/echo")
  );
  const lines = await run(sidecar, urls);
  for (const line of lines) {
    assert.match(line, /^200 null \{/);
    assert.ok(line.includes(`"authorization":"${digestOf("Bearer injected-0123456789")}"`), line);
  }
  assert.equal(lines.length, 2);
});

testWith([node, agent], "node's fetch reads the words of a refusal", async () => {
  await using sidecar = await startTestSidecar({ routes: "routes: []\n" });
  const lines = await run(sidecar, ["https://denied.test/", "http://denied.test/"]);
  for (const line of lines) assert.match(line, /^403 host-not-allowed egress: .*denied\.test/);
  assert.equal(lines.length, 2);
});
