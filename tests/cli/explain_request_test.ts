import assert from "node:assert/strict";
import { explainRequest, type ExplainStep } from "../../lib/cli/explain_request.ts";
import type { GivenAnswer } from "../../lib/cli/explain_answer.ts";
import { requestOf } from "../../lib/cli/request_of.ts";
import { createCredentialValues } from "../../lib/config/credential_values.ts";
import { createTable } from "../../lib/policy/table.ts";
import { createInjectionScanner } from "../../lib/scan/injection/injection_scanner.ts";
import { credential, match, route } from "../support/policy_values.ts";
import { KNOWN, testEngine, TOKEN } from "../support/engine.ts";
import { bytesOf } from "../support/wire_bytes.ts";

const table = createTable([
  route({ host: "plain.test" }),
  route({ host: "git.test", gitFetch: true }),
  route({ host: "key.test", credential: credential() }),
  route({ host: "get.test", matches: [match({ methods: ["GET"] })] }),
  route({ host: "inside.test", allowPrivateAddresses: true }),
  route({ host: "127.0.0.1", allowPrivateAddresses: true }),
  route({ host: "127.0.0.2" }),
]);

interface Asked {
  readonly headers?: readonly string[];
  readonly body?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly supervised?: boolean;
  readonly answer?: GivenAnswer;
}

/** The steps as `name outcome`, and the verdict as a word or the refusal's code. */
async function explain(
  method: string,
  url: string,
  { headers = [], body = "", env = {}, supervised = false, answer }: Asked = {},
) {
  const notes: ExplainStep[] = [];
  const verdict = await explainRequest(requestOf(method, url, headers, bytesOf(body)), {
    table,
    credentials: createCredentialValues({
      env,
      readFile: () => Promise.reject(new Error("no file is read")),
      stat: () => Promise.reject(new Error("no file is read")),
    }),
    engine: () => Promise.resolve(testEngine()),
    signs: () => Promise.resolve(createInjectionScanner()),
    answer,
    supervised,
    heldBodyBytes: 1000,
    own: [{ address: "127.0.0.1", port: 9099, localAddresses: [] }],
    note: (step) => void notes.push(step),
  });
  return {
    steps: notes.map(({ name, outcome }) => `${name} ${outcome}`),
    details: notes.map(({ detail }) => detail).join("\n"),
    verdict: verdict.kind === "refuse" ? verdict.refusal.reason : verdict.kind,
  };
}

const DECIDED = [
  "scan pass",
  "git push pass",
  "git fetch pass",
  "allowlist pass",
  "ports pass",
  "matches pass",
];

Deno.test("explainRequest() goes the way of a request to where its name would be looked up", async () => {
  const { steps, details, verdict } = await explain("GET", "https://plain.test/x");
  assert.deepEqual(steps, [
    "target pass",
    ...DECIDED,
    "credential pass",
    "addresses later",
    "answer later",
  ]);
  assert.match(
    details,
    /would resolve plain\.test and vet its addresses: a single one that is not/,
  );
  assert.equal(verdict, "forward");
  const inside = await explain("GET", "https://inside.test/x");
  assert.match(inside.details, /vet its addresses: private ones are allowed/);
});

Deno.test("explainRequest() refuses with the code that the request would get", async () => {
  const rows: readonly [string, string, string, Asked?][] = [
    ["GET", "https://plain.test/a/../b", "ambiguous-target"],
    ["get", "https://plain.test/", "method-not-allowed"],
    ["GET", "https://plain.test/", "authority-mismatch", { headers: ["Host: other.test"] }],
    ["GET", "https://plain.test/", "bad-request", { headers: ["Connection: host"] }],
    ["GET", "https://plain.test/", "bad-request", { headers: ["bad name: x"] }],
    ["GET", "https://plain.test/", "bad-request", { headers: ["Upgrade: websocket"] }],
    ["GET", "https://evil.test/", "host-not-allowed"],
    ["POST", "https://get.test/", "no-match"],
    ["GET", "https://plain.test/a.git/info/refs?service=git-upload-pack", "git-fetch"],
    ["POST", "https://git.test/a.git/git-receive-pack", "git-push"],
    ["GET", "http://key.test/", "plaintext-credential"],
    ["GET", "https://key.test:8443/", "port-not-allowed"],
    ["GET", "https://key.test/", "credential-missing"],
    ["GET", "https://127.0.0.2/", "private-address"],
    ["GET", "http://127.0.0.1:9099/", "self-target"],
  ];
  for (const [method, url, reason, asked] of rows) {
    const { steps, verdict } = await explain(method, url, asked);
    assert.equal(verdict, reason, url);
    assert.ok(steps.some((step) => step.endsWith(" refuse")), url);
  }
});

Deno.test("explainRequest() forwards where the rules of the route are met", async () => {
  const rows: readonly [string, string, Asked?][] = [
    ["GET", "https://get.test/"],
    ["GET", "https://git.test/a.git/info/refs?service=git-upload-pack"],
    ["GET", "https://key.test/", { env: { EGRESS_TOKEN_0: "dummy-value" } }],
    ["GET", "http://127.0.0.1:9098/"],
  ];
  for (const [method, url, asked] of rows) {
    const { details, verdict } = await explain(method, url, asked);
    assert.equal(verdict, "forward", url);
    assert.doesNotMatch(details, /dummy-value/);
  }
});

Deno.test("explainRequest() judges an LFS batch by its body", async () => {
  const url = "https://git.test/a.git/info/lfs/objects/batch";
  const verdictOf = async (body: string) => (await explain("POST", url, { body })).verdict;
  assert.equal(await verdictOf('{"operation":"download"}'), "forward");
  assert.equal(await verdictOf('{"operation":"upload"}'), "git-push");
  const without = await explain("POST", url);
  assert.equal(without.verdict, "git-push");
  assert.match(without.details, /give the body with --body/);
});

Deno.test("explainRequest() says that introspection is answered by the sidecar", async () => {
  const { steps, verdict } = await explain("GET", "http://_egress.local/allowlist");
  assert.deepEqual([steps, verdict], [["target pass", "answer pass"], "answer"]);
});

Deno.test("explainRequest() tells what the scan of head and body finds, without the value", async () => {
  const found = await explain("POST", "https://plain.test/x", { body: `key ${TOKEN}` });
  assert.deepEqual(found.steps, ["target pass", "scan refuse"]);
  assert.equal(found.verdict, "secret-found");
  assert.equal(found.details.includes(TOKEN), false);
  const known = await explain("GET", `https://plain.test/${KNOWN}`);
  assert.match(known.details, /value of EGRESS_TOKEN_0 in path/);
});

Deno.test("explainRequest() leaves a body that is too large to be held to the stream", async () => {
  const { steps } = await explain("POST", "https://plain.test/x", { body: "y".repeat(1001) });
  assert.ok(steps.includes("body later"));
});

Deno.test("explainRequest() says where the operator would be asked, and where that would be of no use", async () => {
  const asked = { body: `key ${TOKEN}`, supervised: true };
  assert.equal((await explain("POST", "https://plain.test/x", asked)).verdict, "ask");
  assert.equal((await explain("POST", "https://get.test/x", asked)).verdict, "secret-found");
});
