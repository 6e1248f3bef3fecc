import assert from "node:assert/strict";
import { runCli } from "../support/run_cli.ts";
import { tempFolder } from "../support/temp_folder.ts";

const ROUTES = `routes:
  - host: api.test
    auth_scheme: Bearer
    token_env: EGRESS_TOKEN_0
    matches: [{ methods: [POST], paths: [{ value: /v1/ }] }]
  - host: git.test
    git: { fetch: true }
`;

async function withRoutes(
  work: (env: Record<string, string>, folder: string) => Promise<void>,
): Promise<void> {
  await tempFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/routes.yaml`, ROUTES);
    await work({ EGRESS_ROUTES: `${folder}/routes.yaml`, EGRESS_TOKEN_0: "dummy-value" }, folder);
  });
}

Deno.test("explain() prints each rule and the verdict, and no credential, with 0", async () => {
  await withRoutes(async (env) => {
    const { code, stdout, stderr } = await runCli(
      ["explain", "POST", "https://api.test/v1/x"],
      env,
    );
    assert.equal(
      stdout,
      `POST https://api.test/v1/x

  target      pass    https, host api.test, port 443
  scan        pass    nothing found by token_patterns, known_secrets
  git push    pass    the request is no git push
  git fetch   pass    the request is no git fetch
  allowlist   pass    the route for api.test
  ports       pass    port 443 over https, as far as can be told without the addresses
  matches     pass    "matches" entry 1 of the route for api.test fits
  credential  pass    injected in Authorization from the variable EGRESS_TOKEN_0, which has a value here
  addresses   later   would resolve api.test and vet its addresses: a single one that is not public would refuse it
  answer      later   would be read by known_secrets and naive_injection_detection: a finding in its first 256 KiB or 250 ms is a 403, later a cut

it would be forwarded`,
    );
    assert.deepEqual([code, stderr], [0, ""]);
  });
});

Deno.test("explain() prints status, code and text of a refusal, with 1", async () => {
  await withRoutes(async (env) => {
    const { code, stdout } = await runCli(["explain", "GET", "https://api.test/v1/x"], env);
    assert.match(stdout, /\n {2}matches {5}refuse {2}egress: GET \/v1\/x fits none/);
    assert.match(stdout, /\n\nit would be refused: 403 no-match\negress: GET \/v1\/x fits none.*$/);
    assert.equal(code, 1);
  });
});

Deno.test("explain() reads headers, the body and another routes file from its options", async () => {
  await withRoutes(async (env, folder) => {
    const url = "https://git.test/a.git/info/lfs/objects/batch";
    await Deno.writeTextFile(`${folder}/batch.json`, '{"operation":"download"}');
    const args = ["explain", "POST", url, "--body", `${folder}/batch.json`, "-H", "Accept: */*"];
    assert.equal((await runCli(args, env)).code, 0);
    const other = `${folder}/other.yaml`;
    await Deno.writeTextFile(other, "routes: []\n");
    assert.match((await runCli([...args, "--routes", other], env)).stdout, /403 git-fetch/);
  });
});

Deno.test("explain() colours a verdict for people", async () => {
  await withRoutes(async (env) => {
    const args = ["explain", "GET", "http://_egress.local/"];
    const { stdout } = await runCli(args, env, { colour: true });
    assert.ok(stdout.endsWith("\x1b[32mit would be answered by the sidecar itself\x1b[0m"));
    assert.ok(!(await runCli(args, env)).stdout.includes("\x1b"));
  });
});

Deno.test("explain() tells wrong use from configuration that does not load", async () => {
  await withRoutes(async (env, folder) => {
    const missing = await runCli(["explain", "GET", "http://a.test/", "--body", "/nowhere"], env);
    assert.deepEqual(missing, {
      code: 2,
      stdout: "",
      stderr: "egress: the file of --body cannot be read (NotFound); name a readable file",
    });
    assert.equal((await runCli(["explain", "GET", "a.test"], env)).code, 2);
    const nowhere = { EGRESS_ROUTES: `${folder}/nowhere` };
    const none = await runCli(["explain", "GET", "http://a.test/"], nowhere);
    assert.equal(none.code, 1);
    assert.match(none.stderr, /nowhere: the file does not exist; /);
  });
});

Deno.test("explain() knows the operator's listener as one of the sidecar's own", async () => {
  await tempFolder(async (folder) => {
    const routes = "routes:\n  - { host: 127.0.0.1, allow_private_addresses: true }\n";
    await Deno.writeTextFile(`${folder}/routes.yaml`, routes);
    const env = { EGRESS_ROUTES: `${folder}/routes.yaml`, EGRESS_ADMIN: "127.0.0.1:9098" };
    const verdict = async (port: number) =>
      (await runCli(["explain", "GET", `http://127.0.0.1:${port}/`], env)).stdout;
    assert.match(await verdict(9098), /it would be refused: 403 self-target/);
    assert.match(await verdict(9097), /it would be forwarded/);
  });
});
