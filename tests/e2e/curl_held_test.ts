/** Requests that are held for an operator: curl asks, a program that follows the contract answers. */
import assert from "node:assert/strict";
import { curl, curlProgram, type CurlResult, ways } from "../support/curl.ts";
import { KNOWN, TOKEN } from "../support/engine.ts";
import { findProgram, testWith } from "../support/programs.ts";
import { idsOf, type PythonOperator, withOperator } from "../support/python_operator.ts";
import { tempFolder } from "../support/temp_folder.ts";
import { startTestSidecar, type TestSidecar } from "../support/test_sidecar.ts";
import { until } from "../support/until.ts";
import { readEcho, startUpstreamPair, type UpstreamPair } from "../support/upstream_pair.ts";

const python = findProgram("python3");
const names = ["a.test", "b.test", "get.test"];
const ROUTES = `
log: 1
routes:
  - host: a.test
    allow_private_addresses: true
  - host: b.test
    allow_private_addresses: true
  - host: get.test
    allow_private_addresses: true
    matches: [{ methods: [GET] }]
`;

interface Held {
  readonly folder: string;
  readonly sidecar: TestSidecar;
  readonly upstream: UpstreamPair;
  readonly operator: PythonOperator;
  /** The ids of the open proposals, once there are so many. */
  open(count: number): Promise<string[]>;
  send(way: typeof ways[number], host: string, body: string): Promise<CurlResult>;
}

function heldTest(
  name: string,
  use: (held: Held) => Promise<void>,
  env: Readonly<Record<string, string>> = {},
): void {
  testWith(
    [curlProgram, python],
    `a held request: ${name}`,
    () =>
      tempFolder((folder) =>
        withOperator(python, folder, async (operator) => {
          await using sidecar = await startTestSidecar({
            routes: ROUTES,
            env: {
              EGRESS_TOKEN_0: KNOWN,
              SUPERVISE_QUEUE_DIR: folder,
              SUPERVISE_BOTTLE_SLUG: "bottle",
              ...env,
            },
          });
          await using upstream = await startUpstreamPair(names);
          await use({
            folder,
            sidecar,
            upstream,
            operator,
            async open(count) {
              let ids: string[] = [];
              await until(() => {
                void idsOf(operator).then((now) => ids = now);
                return ids.length === count;
              }, { what: `${count} proposals` });
              return ids;
            },
            send: ({ scheme, args }, host, body) =>
              curl(sidecar, [
                ...args,
                "--data-binary",
                body,
                upstream.url(scheme, host, "/echo?q=1"),
              ]),
          });
          assert.equal(sidecar.log.join("\n").includes(TOKEN), false, "the log");
        })
      ),
  );
}

const h1 = ways[2];

heldTest("an approval lets this value through to this host, and only that", async (held) => {
  const { folder, operator, open, send, sidecar } = held;
  for (const [index, way] of ways.entries()) {
    const value = `${TOKEN.slice(0, -1)}${index}`.replace(
      /^ghp_/,
      ["ghp_", "gho_", "ghu_", "ghs_"][index] ?? "",
    );
    const answer = send(way, "a.test", `{"key": "${value}"}`);
    const [id = ""] = await open(1);
    const proposal = await Deno.readTextFile(`${folder}/${id}.proposal.json`);
    assert.equal(proposal.includes(value), false);
    assert.match(proposal, /a\.test/);
    await operator.tell("answer", id, "approved");
    assert.equal(readEcho((await answer).body).body, `{"key": "${value}"}`, way.way);
    assert.equal((await send(way, "a.test", value)).status, 200, "remembered");
    const other = send(way, "b.test", value);
    const [second = ""] = await open(1);
    await operator.tell("answer", second, "rejected");
    assert.equal((await other).status, 403, "another host is asked about anew");
  }
  const events = sidecar.events().map(({ event }) => event);
  for (const event of ["egress_token_supervise", "egress_token_allowed", "egress_block"]) {
    assert.ok(events.includes(event), event);
  }
});

heldTest(
  "a second secret in the same request is asked about too",
  async ({ operator, open, send }) => {
    const answer = send(h1, "a.test", `${TOKEN} and ${KNOWN}`);
    const [first = ""] = await open(1);
    await operator.tell("answer", first, "approved");
    let second = "";
    await until(() => {
      void idsOf(operator).then((ids) => second = ids.find((id) => id !== first) ?? "");
      return second !== "";
    });
    await operator.tell("answer", second, "rejected");
    const { status, body, field } = await answer;
    assert.equal(status, 403);
    assert.match(body, /^egress DLP: .*; supervisor rejected the request$/);
    assert.deepEqual([field("x-egress-decided-by"), field("x-egress-proposal")], [
      "operator",
      second,
    ]);
    assert.ok(Number(field("x-egress-waited")) >= 0);
  },
);

heldTest("a time-out refuses in the contract's words", async ({ send, folder }) => {
  const { status, body, field } = await send(h1, "a.test", TOKEN);
  assert.equal(status, 403);
  assert.match(body, /^egress DLP: .*; supervisor approval timed out after 0\.5s$/);
  assert.equal(field("x-egress-decided-by"), "timeout");
  assert.equal([...Deno.readDirSync(`${folder}/processed`)].length, 1);
}, { EGRESS_TOKEN_ALLOW_TIMEOUT_SECONDS: "0.5" });

heldTest(
  "nobody is asked about what would be refused all the same",
  async ({ send, folder, sidecar }) => {
    const refused = await send(h1, "get.test", TOKEN);
    assert.equal(refused.status, 403);
    assert.match(refused.body, /^egress DLP: [^;]* in body$/);
    const split = await curl(sidecar, [`http://a.test/%0d%0aX-Evil:1/${TOKEN}`]);
    assert.equal(split.status, 403);
    assert.deepEqual([...Deno.readDirSync(folder)].filter(({ name }) => name !== "processed"), []);
  },
);

heldTest(
  "many requests with one value wait for one answer, and other traffic does not wait",
  async (held) => {
    const { operator, open, send } = held;
    const answers = Array.from({ length: 20 }, (_, i) => send(ways[i % 4] ?? h1, "a.test", TOKEN));
    const [id = ""] = await open(1);
    assert.equal((await send(h1, "a.test", "nothing")).status, 200);
    await operator.tell("answer", id, "approved");
    assert.deepEqual([...new Set((await Promise.all(answers)).map(({ status }) => status))], [200]);
  },
);

heldTest(
  "the agent that leaves takes its question with it",
  async ({ sidecar, upstream, open }) => {
    const gone = curl(sidecar, ["-m", "1", "--data", TOKEN, upstream.url("https", "a.test", "/")]);
    await open(1);
    assert.equal((await gone).code, 28);
    await open(0);
    assert.equal(upstream.https.requests.length, 0);
    await until(() => sidecar.sidecar.counts().flights === 0);
  },
);

heldTest("a stop answers who waits", async ({ send, open, sidecar }) => {
  const answer = send(h1, "a.test", TOKEN);
  await open(1);
  await sidecar.sidecar.stop();
  const { status, body } = await answer;
  assert.equal(status, 403);
  assert.match(body, /^egress DLP: [^;]* in body$/);
  await open(0);
});

heldTest(
  "a queue folder that vanished is a plain refusal, told on standard error",
  async (held) => {
    await Deno.remove(held.folder, { recursive: true });
    const { status, body, field } = await held.send(h1, "a.test", TOKEN);
    assert.deepEqual([status, field("x-egress-decided-by")], [403, "nobody"]);
    assert.match(body, /^egress DLP: [^;]* in body$/);
    await held.sidecar.line(/^egress: could not queue token-allow proposal: .*; blocking request$/);
    await Deno.mkdir(held.folder);
  },
);
