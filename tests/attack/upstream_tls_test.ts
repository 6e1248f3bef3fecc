import assert from "node:assert/strict";
import { limits } from "../../lib/limits.ts";
import { curl, curlProgram, ways } from "../support/curl.ts";
import { testWith } from "../support/programs.ts";
import {
  answering,
  okAnswer,
  type RecordingUpstream,
  startRecordingUpstream,
  type UpstreamScript,
} from "../support/recording_upstream.ts";
import { startRudeUpstream } from "../support/rude_upstream.ts";
import { startTestSidecar } from "../support/test_sidecar.ts";
import { badCertificates, sharedAuthority } from "../support/tls_authority.ts";

const HOST = "origin.test";

const ROUTES = `
routes:
  - host: ${HOST}
    allow_private_addresses: true
  - host: 127.0.0.1
    allow_private_addresses: true
`;

const tlsWays = ways.filter(({ scheme }) => scheme === "https");
const clearWays = ways.filter(({ scheme }) => scheme === "http");

for (const { way, args } of tlsWays) {
  testWith([curlProgram], `openTls() says what is wrong with a certificate: ${way}`, async () => {
    await using sidecar = await startTestSidecar({ routes: ROUTES });
    for (const bad of await badCertificates(await sharedAuthority(), HOST)) {
      const tls = bad.certificate;
      await using upstream = startRecordingUpstream(answering(okAnswer("evil")), { tls });
      const answer = await curl(sidecar, [...args, `https://${HOST}:${upstream.port}/`]);
      const { code, status } = answer;
      const reason = answer.field("x-egress-reason");
      assert.deepEqual([code, status, reason], [0, 502, "upstream-tls"], bad.kind);
      assert.match(answer.body, bad.says, bad.kind);
      assert.equal(upstream.received, "", "no request goes to a stranger");
    }
  });

  testWith([curlProgram], `openTls() says what is no TLS: ${way}`, async () => {
    await using sidecar = await startTestSidecar({ routes: ROUTES });
    const rows: readonly (readonly [string, UpstreamScript, RegExp])[] = [
      ["HTTP in clear", afterBytes(okAnswer("evil")), /does not speak TLS/],
      ["garbage", afterBytes("\0\x01\x02\x03".repeat(8)), /does not speak TLS/],
      ["an alert", afterBytes("\x15\x03\x03\x00\x02\x02\x28"), /refused the TLS handshake/],
      ["an end", afterBytes(""), /closed during the TLS handshake/],
    ];
    for (const [name, script, words] of rows) {
      await using upstream = startRecordingUpstream(script);
      const answer = await curl(sidecar, [...args, `https://${HOST}:${upstream.port}/`]);
      const { code, status, body } = answer;
      const reason = answer.field("x-egress-reason");
      assert.deepEqual([code, status, reason], [0, 502, "upstream-tls"], `${name}: ${body}`);
      assert.match(body, words, name);
    }
  });

  testWith([curlProgram], `relay() takes no TLS without its end for a whole: ${way}`, async () => {
    const tls = await (await sharedAuthority()).leaf({ names: [HOST] });
    await using upstream = await startRudeUpstream("HTTP/1.1 200 OK\r\n\r\nhello", { tls });
    await using sidecar = await startTestSidecar({ routes: ROUTES });
    const answer = await curl(sidecar, [...args, `https://${HOST}:${upstream.port}/`]);
    // The beginning of an answer is held, so that its end within it is a refusal.
    assert.deepEqual([answer.code, answer.status], [0, 502]);
    assert.equal(answer.body.includes("hello"), false);
  });
}

/** More than is held of an answer. */
const LONG = "words of a page ".repeat(limits.heldAnswerBytes / 15);

for (const { way, args } of clearWays) {
  testWith([curlProgram], `relay() takes no reset for an end: ${way}`, async () => {
    await using sidecar = await startTestSidecar({ routes: ROUTES });
    const rows = [
      ["before the answer", "", 502],
      ["in the head", "HTTP/1.1 200 OK\r\nX: a", 502],
      ["in a body without length", "HTTP/1.1 200 OK\r\n\r\nhello", 502],
      ["in a body with length", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello", 502],
      ["in a long body", `HTTP/1.1 200 OK\r\n\r\n${LONG}`, "cut"],
      [
        "in a long body with length",
        `HTTP/1.1 200 OK\r\nContent-Length: 9999999\r\n\r\n${LONG}`,
        "cut",
      ],
    ] as const;
    for (const [name, text, becomes] of rows) {
      await using upstream = await startRudeUpstream(text);
      const answer = await curl(sidecar, [...args, `http://${HOST}:${upstream.port}/`]);
      if (becomes === "cut") {
        assert.ok([18, 52, 56].includes(answer.code), `${name}: exit code ${answer.code}`);
      } else {
        assert.deepEqual([answer.code, answer.status], [0, becomes], name);
        assert.equal(answer.field("x-egress-reason"), "upstream-protocol", name);
      }
    }
  });
}

for (const { way, scheme, args } of ways) {
  testWith([curlProgram], `dial() says that nobody listens: ${way}`, async () => {
    const gone = startRecordingUpstream(answering(okAnswer()));
    await gone[Symbol.asyncDispose]();
    await using sidecar = await startTestSidecar({ routes: ROUTES });
    const answer = await curl(sidecar, [...args, `${scheme}://${HOST}:${gone.port}/`]);
    assert.deepEqual([answer.status, answer.field("x-egress-reason")], [
      502,
      "upstream-unreachable",
    ]);
    assert.match(answer.body, /refused the connection/);
  });
}

// 600 seconds for an answer become 6, and 10 for a handshake become a tenth.
testWith([curlProgram], "send() and dial() end what takes too long, with a 504", async () => {
  const tls = await (await sharedAuthority()).leaf({ names: ["127.0.0.1"] });
  const silent: UpstreamScript = async (connection) => void await forever(connection);
  const half = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello";
  await using noTls = startRecordingUpstream(silent);
  await using noAnswer = startRecordingUpstream(silent, { tls });
  await using halfAnswer = startRecordingUpstream(async (connection) => {
    await connection.request();
    await connection.write(half);
    await forever(connection);
  }, { tls });
  await using sidecar = await startTestSidecar({ routes: ROUTES, clockSpeed: 100 });
  const ask = (args: readonly string[], { port }: RecordingUpstream) =>
    curl(sidecar, [...args, `https://127.0.0.1:${port}/`]);

  const work = tlsWays.flatMap(({ way, args }) => [
    ask(args, noTls).then((answer) => assertTimeout(answer, way, /did not finish TLS within 10 s/)),
    ask(args, noAnswer).then((answer) => assertTimeout(answer, way, /did not answer within 600 s/)),
    ask(args, halfAnswer).then(({ code }) => assert.ok([18, 56, 92].includes(code), `${code}`)),
  ]);
  await Promise.all(work);
  assert.equal(sidecar.sidecar.counts().flights, 0);
});

function assertTimeout(
  { code, status, body, field }: Awaited<ReturnType<typeof curl>>,
  way: string,
  words: RegExp,
): void {
  assert.deepEqual([code, status, field("x-egress-reason")], [0, 504, "upstream-timeout"], way);
  assert.match(body, words, way);
}

/** Waits for the peer's first bytes, writes these and ends. */
function afterBytes(text: string): UpstreamScript {
  return async (connection) => {
    await connection.more();
    await connection.write(text);
  };
}

/** Reads and says nothing until the peer ends. */
async function forever(connection: Parameters<UpstreamScript>[0]): Promise<void> {
  while (await connection.more());
}
