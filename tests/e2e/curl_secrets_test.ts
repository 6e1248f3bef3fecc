import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { curl, curlProgram, ways } from "../support/curl.ts";
import { KNOWN, TOKEN } from "../support/engine.ts";
import { testWith } from "../support/programs.ts";
import { tempFolder } from "../support/temp_folder.ts";
import { startTestSidecar, type TestSidecar } from "../support/test_sidecar.ts";
import { readEcho, startUpstreamPair } from "../support/upstream_pair.ts";
import { secretUploads } from "./secret_uploads.ts";

const names = ["a.test", "redact.test", "off.test", "key.test", "x.wild.test"];
const env = { EGRESS_TOKEN_0: KNOWN, EGRESS_TOKEN_1: "short" };
const ROUTES = `
log: 2
routes:
  - host: a.test
    allow_private_addresses: true
  - host: "*.wild.test"
    allow_private_addresses: true
  - host: key.test
    allow_private_addresses: true
    auth_header: x-api-key
    token_env: EGRESS_TOKEN_0
  - host: redact.test
    allow_private_addresses: true
    dlp: { outbound_on_match: redact }
  - host: off.test
    allow_private_addresses: true
    dlp: { outbound_detectors: false }
`;

/** No secret is in the log, in any form that its text shows. */
function assertLogIsClean(sidecar: TestSidecar): void {
  const log = sidecar.log.join("\n");
  for (const secret of [TOKEN, KNOWN, btoa(TOKEN)]) assert.ok(!log.includes(secret), "the log");
}

for (const { way, scheme, args } of ways) {
  testWith([curlProgram], `curl gets no secret out, by ${way}`, () =>
    tempFolder(async (folder) => {
      await using sidecar = await startTestSidecar({ routes: ROUTES, env });
      await using upstream = await startUpstreamPair(names);
      const wrong: unknown[] = [];
      for (
        const [index, { name, path = "/echo", args: own = [], body, says }] of secretUploads
          .entries()
      ) {
        const file = `${folder}/${index}`;
        if (body) await Deno.writeFile(file, body);
        const post = body ? ["--data-binary", `@${file}`] : [];
        const url = upstream.url(scheme, "a.test", path);
        const answer = await curl(sidecar, [...args, "-g", "--path-as-is", ...own, ...post, url]);
        const right = answer.status === 403 && answer.body.startsWith("egress DLP: ") &&
          says.test(answer.body) && answer.field("content-type") === "text/plain; charset=utf-8" &&
          !`${answer.body}${answer.head}`.includes(TOKEN);
        if (!right) {
          wrong.push({ name, status: answer.status, body: answer.body, code: answer.code });
        }
      }
      assert.deepEqual(wrong, []);
      assert.deepEqual([...upstream.https.requests, ...upstream.http.requests], []);
      const blocks = sidecar.events().filter(({ event }) => event === "egress_block");
      assert.equal(blocks.length, secretUploads.length);
      assertLogIsClean(sidecar);
    }));
}

testWith(
  [curlProgram],
  "curl gets no secret out as a host's label, and no name is asked for",
  async () => {
    await using sidecar = await startTestSidecar({ routes: ROUTES, env });
    await using upstream = await startUpstreamPair(names);
    const label = KNOWN.toLowerCase();
    const cut = `${label.slice(0, 20)}.${label.slice(20)}`;
    for (const host of [`${label}.wild.test`, `${cut}.wild.test`]) {
      const answer = await curl(sidecar, [upstream.url("https", host, "/")]);
      assert.deepEqual([answer.status, /in host/.test(answer.body)], [403, true], answer.body);
    }
    assert.deepEqual(sidecar.dns.queries, []);
  },
);

testWith(
  [curlProgram],
  "curl's clean requests pass with the same bytes, and so does what nobody reads",
  async () => {
    await using sidecar = await startTestSidecar({ routes: ROUTES, env });
    await using upstream = await startUpstreamPair(names);
    for (const { way, scheme, args } of ways) {
      const body = gzipSync(new TextEncoder().encode("nothing of interest")).toString("latin1");
      const url = upstream.url(scheme, "a.test", "/echo?a=%41&b=c+d");
      const clean = await curl(sidecar, [...args, "-d", '{"note": "nothing \\u0041"}', url]);
      assert.equal(readEcho(clean.body).body, '{"note": "nothing \\u0041"}', way);
      assert.equal(readEcho(clean.body).url, "/echo?a=%41&b=c+d", way);
      assert.ok(body.length > 0);
      const off = await curl(sidecar, [
        ...args,
        "-d",
        TOKEN,
        upstream.url(scheme, "off.test", "/echo"),
      ]);
      assert.equal(readEcho(off.body).body, TOKEN, way);
    }
  },
);

testWith(
  [curlProgram],
  "curl's request is redacted where the route says so, and stays valid",
  async () => {
    await using sidecar = await startTestSidecar({ routes: ROUTES, env });
    await using upstream = await startUpstreamPair(names);
    for (const { way, scheme, args } of ways) {
      const url = upstream.url(scheme, "redact.test", `/echo/${TOKEN}?t=${TOKEN}&u=1`);
      const json = JSON.stringify({
        messages: [{ text: `key "${TOKEN}"` }, { text: btoa(KNOWN) }],
      });
      const answer = await curl(sidecar, [...args, "-H", `X-Note: a ${TOKEN}`, "-d", json, url]);
      const echo = readEcho(answer.body);
      assert.equal(echo.url, "/echo/********?t=********&u=1", way);
      assert.equal(echo.headers["x-note"], "a ********", way);
      assert.deepEqual(JSON.parse(echo.body), {
        messages: [{ text: 'key "********"' }, { text: "********" }],
      });
      assert.equal(
        Number(echo.headers["content-length"] ?? echo.body.length),
        echo.body.length,
        way,
      );
      const hidden = ["-H", `X-Note: ${[...TOKEN].join("\u200b")}`];
      const refused = await curl(sidecar, [
        ...args,
        ...hidden,
        upstream.url(scheme, "redact.test", "/echo"),
      ]);
      assert.match(refused.body, /^egress DLP: .*; it cannot be redacted: /, way);
    }
    assertLogIsClean(sidecar);
  },
);

testWith(
  [curlProgram],
  "curl gets back no credential that the upstream hands out, in head, body or stream",
  async () => {
    const upstreamAnswers: Record<string, [Record<string, string>, ...(string | Uint8Array)[]]> = {
      "/head": [{ "x-echo": `Bearer ${KNOWN}` }, "ok"],
      "/body": [{}, `{"you sent": "${KNOWN}"}`],
      "/base64": [{}, btoa(`x ${KNOWN}`)],
      "/gzip": [{ "content-encoding": "gzip" }, gzipSync(new TextEncoder().encode(`a ${KNOWN} b`))],
      "/large": [{}, "words ".repeat(100_000), KNOWN, " end"],
      "/clean": [{}, "nothing"],
    };
    await using sidecar = await startTestSidecar({ routes: ROUTES, env });
    await using upstream = await startUpstreamPair(names, ({ url = "" }, response) => {
      const [headers, ...slices] = upstreamAnswers[url] ?? [{}];
      response.writeHead(200, headers);
      for (const slice of slices) response.write(slice);
      response.end();
    });
    for (const { way, scheme, args } of ways) {
      for (const path of Object.keys(upstreamAnswers)) {
        const answer = await curl(sidecar, [...args, upstream.url(scheme, "key.test", path)]);
        const label = `${path} by ${way}`;
        assert.ok(
          !`${answer.head}${answer.body}${answer.stderr}`.includes(KNOWN.slice(0, 12)),
          label,
        );
        if (path === "/clean") assert.equal(answer.body, "nothing", label);
        else if (path === "/large") assert.notEqual(answer.code, 0, label);
        else {
          const reason = answer.field("x-egress-reason");
          assert.deepEqual([answer.status, reason], [403, "credential-reflected"], label);
        }
      }
    }
    const blocks = sidecar.events().filter(({ event }) => event === "egress_block");
    assert.ok(blocks.every((event) => event.response_status === 200));
    assert.equal(blocks.length, ways.length * 5);
    assertLogIsClean(sidecar);
  },
);

testWith(
  [curlProgram],
  "a secret that is too short to be looked for is told by its name",
  async () => {
    await using sidecar = await startTestSidecar({ routes: ROUTES, env });
    await sidecar.line(/EGRESS_TOKEN_1 is not looked for/);
  },
);
