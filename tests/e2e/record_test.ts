import assert from "node:assert/strict";
import { dummy } from "../../lib/scan/rules/build/dummy.ts";
import { curl, curlProgram } from "../support/curl.ts";
import { testWith } from "../support/programs.ts";
import { answering, okAnswer, startRecordingUpstream } from "../support/recording_upstream.ts";
import { runCli } from "../support/run_cli.ts";
import { spawnSidecar } from "../support/spawn_sidecar.ts";
import { tempFolder } from "../support/temp_folder.ts";
import { sharedAuthority } from "../support/tls_authority.ts";

const secret = dummy("AKIA<t16>");

const routes = (matches: string) =>
  `routes:
  - host: a.test
    allow_private_addresses: true
    matches: [${matches}]
`;

testWith([curlProgram], "a record of a sidecar replays under other routes", async () => {
  const tls = await (await sharedAuthority()).leaf({ names: ["a.test"] });
  await using upstream = startRecordingUpstream(answering(okAnswer("yes")), { tls });
  await tempFolder(async (folder) => {
    const record = `${folder}/record.jsonl`;
    const old = routes('{ methods: [GET] }, { headers: [{ name: x-v, value: "1" }] }');
    const env = { EGRESS_RECORD: record, EGRESS_TOKEN_0: secret };
    const origin = `https://a.test:${upstream.port}`;
    {
      await using sidecar = await spawnSidecar({ routes: old, env });
      const ask = async (path: string, ...more: string[]) =>
        (await curl(sidecar, [`${origin}${path}`, ...more])).status;
      assert.equal(await ask("/v1/x?q=1"), 200);
      assert.equal(await ask("/v2/x", "--http2"), 200);
      assert.equal(await ask("/v1/x", "-X", "POST", "-d", "the body", "-H", "x-v: 1"), 200);
      assert.equal(await ask("/v1/x", "-X", "PUT"), 403);
      assert.equal(await ask(`/v1/${secret}`), 403);
      assert.equal(await ask("/v1/x", "-H", `x-key: ${secret}`, "-H", `${secret}: 1`), 403);
      assert.equal((await curl(sidecar, [`https://${secret}.b.test/`])).status, 403);
      sidecar.kill("SIGTERM");
      assert.equal((await sidecar.status).code, 0);
    }
    const text = await Deno.readTextFile(record);
    assert.equal(text.trimEnd().split("\n").length, 7, text);
    assert.equal(text.toLowerCase().includes(secret.toLowerCase()), false, text);
    assert.equal(text.includes("the body"), false, text);

    const replayed = async (matches: string) => {
      const path = `${folder}/new.yaml`;
      await Deno.writeTextFile(path, routes(matches));
      const { code, stdout } = await runCli(["replay", "--json", "--routes", path, record]);
      const { changes } = JSON.parse(stdout) as {
        changes: { method: string; url: string; to: { kind: string } }[];
      };
      const told = changes.map(({ method, url, to }) =>
        `${method} ${url.slice(origin.length)} ${to.kind}`
      );
      return { code, told: told.sort() };
    };
    assert.deepEqual(
      await replayed('{ methods: [GET] }, { headers: [{ name: x-v, value: "1" }] }'),
      { code: 0, told: [] },
    );
    assert.deepEqual(await replayed("{ methods: [GET], paths: [{ value: /v1 }] }"), {
      code: 1,
      told: ["GET /v2/x refuse", "POST /v1/x refuse"],
    });
    assert.deepEqual(await replayed("{ methods: [GET, POST, PUT] }"), {
      code: 1,
      told: ["PUT /v1/x forward"],
    });
  });
});
