import assert from "node:assert/strict";
import { dummy } from "../../lib/scan/rules/build/dummy.ts";
import { curl, curlProgram } from "../support/curl.ts";
import { testWith } from "../support/programs.ts";
import { runCli } from "../support/run_cli.ts";
import { spawnSidecar, spawnUnawaited } from "../support/spawn_sidecar.ts";
import { tempFolder } from "../support/temp_folder.ts";

const secret = dummy("AKIA<t16>");

const routes = `routes:
  - host: a.test
    allow_private_addresses: true
    matches: [{ methods: [GET], paths: [{ value: /v1 }] }]
  - host: open.test
`;

testWith([curlProgram], "a sidecar learns what was denied, and allows none of it", async () => {
  await tempFolder(async (folder) => {
    const learned = `${folder}/learned.yaml`;
    const env = { EGRESS_LEARN: learned, EGRESS_TOKEN_0: secret };
    {
      await using sidecar = await spawnSidecar({ routes, env });
      const ask = async (url: string, ...more: string[]) =>
        (await curl(sidecar, [url, ...more])).status;
      for (const id of [17, 18]) {
        assert.equal(await ask(`https://new.test/items/${id}?q=${secret}`), 403);
      }
      assert.equal(await ask("https://new.test/items", "-X", "POST", "-d", "x"), 403);
      assert.equal(await ask("https://a.test/v2/x"), 403);
      // Refused by others than the allowlist, or not to be written.
      assert.equal(await ask("https://new.test/r.git/info/refs?service=git-receive-pack"), 403);
      assert.equal(await ask("https://open.test/private"), 403);
      assert.equal(await ask(`https://a.test/v1/${secret}`), 403);
      assert.equal(await ask(`https://new.test/key/${secret}`), 403);
      assert.equal(await ask("http://169.254.169.254/latest/meta-data"), 403);
      sidecar.kill("SIGHUP");
      assert.equal(await ask("https://new.test/items/17"), 403);
      sidecar.kill("SIGTERM");
      assert.equal((await sidecar.status).code, 0);
    }
    const text = await Deno.readTextFile(learned);
    assert.equal(text.includes(secret), false, text);
    assert.doesNotMatch(text, /\?|git|open\.test|private"|latest/, text);
    const checked = await runCli(["check", learned]);
    assert.equal(checked.code, 0, checked.stderr);
    const explained = async (method: string, url: string) =>
      (await runCli(["explain", method, url, "--routes", learned])).code;
    assert.equal(await explained("GET", "https://new.test/items/99"), 0);
    assert.equal(await explained("POST", "https://new.test/items"), 0);
    assert.equal(await explained("GET", "https://a.test/v2/x"), 0);
    assert.equal(await explained("DELETE", "https://new.test/items/99"), 1);
    assert.equal(await explained("GET", "https://new.test/other"), 1);
    assert.match((await runCli(["learn", "show"], env)).stdout, /items\/\[0-9\]\+" } # GET 3$/m);

    await using again = await spawnSidecar({ routes, env });
    assert.equal((await curl(again, ["https://new.test/items/17"])).status, 403);
    again.kill("SIGTERM");
    await again.status;
    assert.match(await Deno.readTextFile(learned), /# GET 4$/m);
  });
});

testWith(
  [curlProgram],
  "a sidecar does not start where it would learn into its routes",
  async () => {
    await tempFolder(async (folder) => {
      const file = `${folder}/routes.yaml`;
      await Deno.writeTextFile(file, routes);
      await Deno.symlink(file, `${folder}/learned.yaml`);
      const env = { EGRESS_ROUTES: file, EGRESS_LEARN: `${folder}/learned.yaml` };
      await using sidecar = await spawnUnawaited({ env });
      assert.equal((await sidecar.status).code, 1);
      await sidecar.line(/^egress: EGRESS_LEARN: it names the file of EGRESS_ROUTES; /);
      assert.equal(await Deno.readTextFile(file), routes);
    });
  },
);
