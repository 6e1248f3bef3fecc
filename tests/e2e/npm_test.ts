import assert from "node:assert/strict";
import { startHttpUpstream } from "../support/http_upstream.ts";
import { npmRegistry } from "../support/npm_registry.ts";
import { findProgram, runFound, testWith } from "../support/programs.ts";
import { startTestSidecar, type TestSidecar } from "../support/test_sidecar.ts";
import { sharedAuthority } from "../support/tls_authority.ts";

const npm = findProgram("npm");
const node = findProgram("node");
const packages = ["plain-package", "@scope/name"];

async function startRegistry() {
  const tls = await (await sharedAuthority()).leaf({ names: ["registry.test"] });
  return await startHttpUpstream({ tls, handler: npmRegistry(packages) });
}

/** Installs with a home, cache and configuration that nobody else has. */
async function install(sidecar: TestSidecar, port: number, names: readonly string[]) {
  const folder = await Deno.makeTempDir({ dir: sidecar.folder });
  await Deno.writeTextFile(`${folder}/package.json`, '{ "name": "app", "version": "1.0.0" }');
  const result = await runFound(
    npm,
    [
      ...["install", "--no-audit", "--no-fund", "--no-update-notifier", "--fetch-retries=0"],
      ...[`--registry=https://registry.test:${port}/`, `--cafile=${sidecar.caFile}`],
      ...[`--https-proxy=${sidecar.proxyUrl}`, `--cache=${folder}/cache`],
      ...[`--userconfig=${folder}/npmrc`, `--globalconfig=${folder}/globalrc`, ...names],
    ],
    { cwd: folder, env: { HOME: folder } },
  );
  return { ...result, folder };
}

testWith([npm, node], "npm installs a plain and a scoped package", async () => {
  await using sidecar = await startTestSidecar({
    routes: "routes:\n  - host: registry.test\n    allow_private_addresses: true\n",
  });
  await using registry = await startRegistry();
  const { code, stderr, folder } = await install(sidecar, registry.port, packages);
  assert.equal(code, 0, stderr);
  for (const name of packages) {
    const module = await Deno.readTextFile(`${folder}/node_modules/${name}/index.js`);
    assert.ok(module.includes(JSON.stringify(name)));
  }
  assert.ok(registry.requests.includes("GET /@scope%2fname"), "npm's own writing, sent raw");
});

testWith([npm, node], "npm is refused an encoded slash where the route judges paths", async () => {
  await using sidecar = await startTestSidecar({
    routes: `
routes:
  - host: registry.test
    allow_private_addresses: true
    matches:
      - paths: [{ value: /plain-package }]
`,
  });
  await using registry = await startRegistry();
  const plain = await install(sidecar, registry.port, ["plain-package"]);
  assert.equal(plain.code, 0, plain.stderr);
  const scoped = await install(sidecar, registry.port, ["@scope/name"]);
  assert.notEqual(scoped.code, 0);
  assert.match(scoped.stderr, /code E40[03]/);
  assert.ok(registry.requests.every((request) => request.startsWith("GET /plain-package")));
});

testWith([npm, node], "npm reports the 403 of a registry without a route", async () => {
  await using sidecar = await startTestSidecar({ routes: "routes: []\n" });
  await using registry = await startRegistry();
  const { code, stderr } = await install(sidecar, registry.port, ["plain-package"]);
  assert.notEqual(code, 0);
  assert.match(stderr, /code E403/);
  assert.deepEqual(registry.requests, []);
});
