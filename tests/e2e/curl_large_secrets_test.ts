import assert from "node:assert/strict";
import { brotliCompressSync, constants, gzipSync, zstdCompressSync } from "node:zlib";
import { conversation } from "../bench/conversation.ts";
import { curl, curlProgram, ways } from "../support/curl.ts";
import { TOKEN } from "../support/engine.ts";
import { testWith } from "../support/programs.ts";
import {
  okAnswer,
  type RecordingUpstream,
  startRecordingUpstream,
} from "../support/recording_upstream.ts";
import { tempFolder } from "../support/temp_folder.ts";
import { startTestSidecar } from "../support/test_sidecar.ts";
import { sharedAuthority } from "../support/tls_authority.ts";

const HOST = "large.test";
const ROUTES = `
routes:
  - host: ${HOST}
    allow_private_addresses: true
`;
/** Held bodies are small here, so that two megabytes stream. */
const env = { EGRESS_HELD_BODY_BYTES: "65536" };

async function startUpstream(scheme: "http" | "https"): Promise<RecordingUpstream> {
  const tls = await (await sharedAuthority()).leaf({ names: [HOST] });
  return startRecordingUpstream(async (connection) => {
    while (await connection.request() !== null) await connection.write(okAnswer("taken"));
  }, scheme === "https" ? { tls } : {});
}

const lines = (bytes: number) => `note\n${conversation(bytes).replaceAll(/[{}[\]"]/g, " ")}`;
const text = lines(1_500_000);
/** Brotli's own default takes seconds for a megabyte. */
const FAST = { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } };
const codings = [
  { coding: undefined, encode: (bytes: Uint8Array) => bytes },
  { coding: "gzip", encode: (bytes: Uint8Array) => gzipSync(bytes) },
  { coding: "br", encode: (bytes: Uint8Array) => brotliCompressSync(bytes, FAST) },
  { coding: "zstd", encode: (bytes: Uint8Array) => zstdCompressSync(bytes) },
];

for (const { way, scheme, args } of ways) {
  testWith(
    [curlProgram],
    `a large body is cut before its secret leaves, by ${way}`,
    () =>
      tempFolder(async (folder) => {
        await using sidecar = await startTestSidecar({ routes: ROUTES, env });
        await using upstream = await startUpstream(scheme);
        const url = `${scheme}://${HOST}:${upstream.port}/`;
        for (const { coding, encode } of codings) {
          for (const place of ["start", "middle", "end"] as const) {
            const at = place === "start" ? 0 : place === "end" ? text.length : 700_001;
            const body = encode(
              new TextEncoder().encode(`${text.slice(0, at)}\nkey ${TOKEN}\n${text.slice(at)}`),
            );
            await Deno.writeFile(`${folder}/body`, body);
            const declared = coding === undefined ? [] : ["-H", `Content-Encoding: ${coding}`];
            const dialled = upstream.connections.length;
            const answer = await curl(sidecar, [
              ...args,
              ...["-H", "Content-Type: text/plain", ...declared, "-H", "Expect:"],
              ...["--data-binary", `@${folder}/body`, url],
            ]);
            const label = `${place}, ${coding ?? "identity"}`;
            assert.equal(answer.status, 403, label);
            assert.match(answer.body, /^egress DLP: .* in body/, label);
            if (place === "start") assert.equal(upstream.connections.length, dialled, label);
          }
        }
        assert.ok(!upstream.received.includes(TOKEN.slice(0, 12)));
        assert.ok(!upstream.received.includes("taken"));
        assert.ok(upstream.connections.every((one) => !isWhole(one.received)), "no whole request");
        await Deno.writeTextFile(`${folder}/body`, text);
        const clean = await curl(sidecar, [
          ...args,
          ...["-H", "Content-Type: text/plain", "--data-binary", `@${folder}/body`, url],
        ]);
        assert.equal(clean.body, "taken");
        assert.ok(upstream.received.endsWith(text), "byte for byte");
      }),
  );
}

/** Whether a request's body has come whole, by its length. */
function isWhole(received: string): boolean {
  const end = received.indexOf("\r\n\r\n") + 4;
  const length = Number(/\r\ncontent-length: (\d+)\r\n/i.exec(received)?.[1]);
  return received.length - end >= length;
}

testWith(
  [curlProgram],
  "a large body that needs the whole is a 413 in words, and nobody is dialled",
  () =>
    tempFolder(async (folder) => {
      await using sidecar = await startTestSidecar({ routes: ROUTES, env });
      await using upstream = await startUpstream("https");
      await Deno.writeTextFile(`${folder}/body`, JSON.stringify({ text }));
      const url = `https://${HOST}:${upstream.port}/`;
      const json = ["-H", "Content-Type: application/json", "--data-binary", `@${folder}/body`];
      const answer = await curl(sidecar, [...json, url]);
      assert.deepEqual([answer.status, answer.field("x-egress-reason")], [413, "body-too-large"]);
      assert.match(answer.body, /larger than 65536 bytes.*JSON.*EGRESS_HELD_BODY_BYTES/);
      assert.equal(upstream.connections.length, 0);
    }),
);
