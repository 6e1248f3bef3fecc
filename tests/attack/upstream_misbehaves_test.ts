import assert from "node:assert/strict";
import { curl, curlProgram, type CurlResult, ways } from "../support/curl.ts";
import { testWith } from "../support/programs.ts";
import {
  okAnswer,
  type RecordingUpstream,
  startRecordingUpstream,
  type UpstreamConnection,
} from "../support/recording_upstream.ts";
import { startTestSidecar } from "../support/test_sidecar.ts";
import { sharedAuthority } from "../support/tls_authority.ts";
import { until } from "../support/until.ts";
import { type Misbehaviour, misbehaviours } from "./misbehaviours.ts";

const HOST = "origin.test";

const ROUTES = `
routes:
  - host: ${HOST}
    allow_private_addresses: true
    dlp: { outbound_detectors: false, inbound_detectors: false }
`;

const GOOD: Misbehaviour = {
  name: "nothing",
  writes: [okAnswer("good")],
  then: "keep",
  becomes: { kind: "whole", body: "good" },
};

/** How long an upstream waits between two writes: long enough for the first to be read alone. */
const PAUSE_MS = 30;

for (const { way, scheme, args } of ways) {
  testWith([curlProgram], `relay() takes no broken answer for a whole one: ${way}`, async () => {
    await using upstream = await startUpstream(scheme);
    await using test = await startTestSidecar({ routes: ROUTES });
    const { sidecar } = test;
    const ask = (path: string) =>
      curl(test, [...args, `${scheme}://${HOST}:${upstream.port}${path}`]);

    const wrong: unknown[] = [];

    for (const [index, misbehaviour] of misbehaviours.entries()) {
      const answer = await ask(`/${index}`);
      wrong.push(wrongWith(misbehaviour, answer));
      // Bytes that come late meet an idle connection, which must not survive them.
      if (misbehaviour.writes.length > 1) await until(() => sidecar.counts().idleUpstreams === 0);
      wrong.push(wrongWith({ ...GOOD, name: `behind ${misbehaviour.name}` }, await ask("/good")));
    }

    assert.deepEqual(wrong.filter((one) => one !== undefined), []);
    assert.equal(sidecar.counts().flights, 0);
    assert.equal(test.events().some(({ event }) => event === "internal_error"), false);
  });
}

Deno.test("misbehaviours have a name of their own each", () => {
  assert.equal(new Set(misbehaviours.map(({ name }) => name)).size, misbehaviours.length);
});

/** Answers `/good` well and the others as the table says. */
async function startUpstream(scheme: "http" | "https"): Promise<RecordingUpstream> {
  const tls = await (await sharedAuthority()).leaf({ names: [HOST] });
  return startRecordingUpstream(async (connection) => {
    for (let asked; (asked = await connection.request()) !== null;) {
      const path = asked.head.split(" ")[1] ?? "";
      if (!await misbehave(connection, misbehaviours[Number(path.slice(1))] ?? GOOD)) return;
    }
  }, scheme === "https" ? { tls } : {});
}

/** @returns whether the connection is kept */
async function misbehave(
  connection: UpstreamConnection,
  { writes, then }: Misbehaviour,
): Promise<boolean> {
  for (const [index, text] of writes.entries()) {
    if (index > 0) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    await connection.write(text);
  }
  return then === "keep";
}

/** What is wrong with the answer that the agent's tool got; undefined if nothing is. */
function wrongWith({ name, becomes }: Misbehaviour, answer: CurlResult): unknown {
  const { code, status, body } = answer;
  const reason = answer.field("x-egress-reason");
  switch (becomes.kind) {
    case "refusal": {
      const right = code === 0 && status === 502 && reason === "upstream-protocol" &&
        becomes.words.test(body);
      return right ? undefined : { name, code, status, reason, body };
    }
    case "cut": {
      // Curl's words for it: empty reply, partial file, receive error, stream not closed cleanly. What
      // came at once with the head is read before the head is said, and is a refusal then.
      const cut = [18, 52, 56, 92].includes(code);
      const refused = code === 0 && status === 502 && reason === "upstream-protocol";
      return cut || refused ? undefined : { name, code, status, body };
    }
    case "whole":
      return code === 0 && body === becomes.body ? undefined : { name, code, status, body };
  }
  becomes satisfies never;
}
