/** Streams as the clients of agents read them: each event is shown before the next one is sent. */
import assert from "node:assert/strict";
import { curlProgram, ways } from "../support/curl.ts";
import { findProgram, type Program, testWith } from "../support/programs.ts";
import { findPythonRequests } from "../support/python_requests.ts";
import { runLines } from "../support/run_lines.ts";
import { startSteppedUpstream, STEPS } from "../support/stepped_upstream.ts";
import { type RunningSidecar, startTestSidecar } from "../support/test_sidecar.ts";
import { findUndici } from "../support/undici.ts";

const node = findProgram("node");
const undici = await findUndici();
const python = await findPythonRequests();
const deno: Program = { path: Deno.execPath() };

const NODE = `
const { EnvHttpProxyAgent, fetch } = require(process.argv[1]);
const ca = require("node:fs").readFileSync(process.env.NODE_EXTRA_CA_CERTS);
const dispatcher = new EnvHttpProxyAgent({ requestTls: { ca } });
(async () => {
  const { body } = await fetch(process.argv[2], { dispatcher });
  for await (const text of body.pipeThrough(new TextDecoderStream())) process.stdout.write(text);
})();
`;

const PYTHON = `
import requests, sys
for line in requests.get(sys.argv[1], stream=True, timeout=20).iter_lines(decode_unicode=True):
    print(line, flush=True)
`;

const EVENT_SOURCE = `
const source = new EventSource(Deno.args[0]);
source.onmessage = ({ data }) => console.log(data);
// The stream has ended; by itself it would ask again.
source.onerror = () => Deno.exit();
`;

interface StreamClient {
  readonly name: string;
  readonly needs: readonly Program[];
  readonly schemes: readonly ("http" | "https")[];
  readonly paths: readonly string[];
  args(url: string): readonly string[];
}

const BOTH = { schemes: ["http", "https"], paths: ["/events", "/lines"] } as const;

const clients: readonly StreamClient[] = [
  ...ways.map(({ way, scheme, args }) => ({
    name: `curl -N by ${way}`,
    needs: [curlProgram],
    schemes: [scheme],
    paths: BOTH.paths,
    args: (url: string) => ["-q", "-sS", "-N", ...args, url],
  })),
  {
    name: "undici's fetch in Node",
    needs: [node, undici],
    ...BOTH,
    args: (url) => ["-e", NODE, undici.path ?? "", url],
  },
  { name: "Python's requests", needs: [python], ...BOTH, args: (url) => ["-c", PYTHON, url] },
  {
    name: "Deno's EventSource",
    needs: [deno],
    schemes: BOTH.schemes,
    paths: ["/events"],
    args: (url) => ["eval", "--no-config", "--no-lock", EVENT_SOURCE, url],
  },
];

/** The settings that the README tells agents to use. */
function agentEnv({ proxyUrl, caFile }: RunningSidecar, folder: string): Record<string, string> {
  const proxy = Object.fromEntries(
    ["HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"].map((name) => [name, proxyUrl]),
  );
  const trust = Object.fromEntries(
    ["CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "NODE_EXTRA_CA_CERTS", "DENO_CERT"]
      .map((name) => [name, caFile]),
  );
  return { ...proxy, ...trust, DENO_DIR: folder };
}

for (const { name, needs, schemes, paths, args } of clients) {
  testWith(needs, `${name} shows each event of a stream as it comes`, async () => {
    await using upstream = await startSteppedUpstream();
    await using sidecar = await startTestSidecar({
      routes: "log: 1\nroutes:\n  - host: a.test\n    allow_private_addresses: true\n",
    });
    const env = agentEnv(sidecar, sidecar.folder);
    for (const scheme of schemes) {
      for (const path of paths) {
        upstream.rewind();
        const url = upstream.url(scheme, path);
        const { code, lines, stderr } = await runLines(needs[0] ?? deno, args(url), env, (line) => {
          const step = /step (\d+)/.exec(line)?.[1];
          if (step !== undefined) upstream.saw(Number(step));
        });
        assert.equal(code, 0, `${url}: ${stderr}`);
        const got = lines.filter((line) => line !== "").map((line) => line.replace("data: ", ""));
        assert.deepEqual(
          got,
          Array.from({ length: STEPS }, (_, index) => `step ${index + 1}`),
          url,
        );
      }
    }
    assert.deepEqual(sidecar.events(), []);
  });
}
