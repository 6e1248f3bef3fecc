import assert from "node:assert/strict";
import { dummy } from "../../lib/scan/rules/build/dummy.ts";
import { curl, curlProgram } from "../support/curl.ts";
import { testWith } from "../support/programs.ts";
import { runCli } from "../support/run_cli.ts";
import { spawnSidecar, spawnUnawaited } from "../support/spawn_sidecar.ts";
import { startTestConsole } from "../support/test_console.ts";
import { tempFolder } from "../support/temp_folder.ts";
import { until } from "../support/until.ts";

const secret = dummy("AKIA<t16>");
/** Known by its shape alone. */
const shaped = dummy("ghp_<x36>");

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
      // At once, when no detector may be there yet.
      assert.equal(await ask(`https://early.test/key/${shaped}`), 403);
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
    for (const value of [secret, shaped]) assert.equal(text.includes(value), false, text);
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

testWith(
  [curlProgram],
  "the console shows what is learned, and no reload brings it into force",
  async () => {
    await tempFolder(async (folder) => {
      const learned = `${folder}/learned.yaml`;
      await using sidecar = await startTestConsole({ routes, env: { EGRESS_LEARN: learned } });
      const status = async () => (await curl(sidecar, ["https://new.test/items/17"])).status;
      assert.equal(await status(), 403);
      const answer = await sidecar.operator("/api/learned");
      const { learning, routes: proposed, text } = await answer.json();
      assert.equal(learning, true);
      assert.equal(proposed[0].host, "new.test");
      await until(() => Deno.readTextFileSync(learned) === text);
      const routesPath = `${sidecar.folder}/routes.yaml`;
      for (const link of [Deno.link, Deno.symlink]) {
        await Deno.remove(routesPath);
        await link(learned, routesPath);
        assert.equal(await sidecar.sidecar.live.load("SIGHUP"), false);
        await sidecar.line(/^egress: SIGHUP load failed: EGRESS_LEARN: it names the file of/);
        assert.equal(await status(), 403);
      }
    });
  },
);
