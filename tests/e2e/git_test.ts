import assert from "node:assert/strict";
import { git, gitEnv, gitHttpBackend, gitProgram, makeRepository } from "../support/git_server.ts";
import { startHttpUpstream } from "../support/http_upstream.ts";
import { runFound, testWith } from "../support/programs.ts";
import { startTestSidecar } from "../support/test_sidecar.ts";
import { sharedAuthority } from "../support/tls_authority.ts";

const PUSH_REFUSED =
  "egress: git push over HTTPS is not supported; use the bottle.git SSH path (gitleaks-scanned by git-gate's pre-receive hook).";

const plain = "routes:\n  - host: git.test\n    allow_private_addresses: true\n";
const fetching = `${plain}    git: { fetch: true }\n`;

/** A repository behind TLS and a sidecar; `git` runs a git that goes through it and trusts it. */
async function setUp(routes: string) {
  const sidecar = await startTestSidecar({ routes });
  const folder = `${sidecar.folder}/git`;
  await Deno.mkdir(folder);
  await makeRepository(folder);
  const tls = await (await sharedAuthority()).leaf({ names: ["git.test"] });
  const upstream = await startHttpUpstream({ tls, handler: gitHttpBackend(folder) });
  return {
    sidecar,
    folder,
    upstream,
    url: `https://git.test:${upstream.port}/repo.git`,
    git: (cwd: string, ...args: string[]) =>
      runFound(gitProgram, args, {
        cwd,
        env: {
          ...gitEnv(folder),
          HTTPS_PROXY: sidecar.proxyUrl,
          GIT_SSL_CAINFO: sidecar.caFile,
        },
      }),
    async [Symbol.asyncDispose]() {
      await upstream[Symbol.asyncDispose]();
      await sidecar[Symbol.asyncDispose]();
    },
  };
}

testWith(
  [gitProgram],
  "git clone is refused in words where the route has no git.fetch",
  async () => {
    await using at = await setUp(plain);
    const { code, stderr } = await at.git(at.folder, "clone", at.url, "copy");
    assert.notEqual(code, 0);
    assert.match(stderr, /remote: egress: .*git\.test/);
    assert.match(stderr, /fetch: true/, "the smallest change that would allow it");
    assert.match(stderr, /error: 403/);
    assert.deepEqual(at.upstream.requests, []);
  },
);

testWith([gitProgram], "git clone and fetch work where the route has git.fetch", async () => {
  await using at = await setUp(fetching);
  const cloned = await at.git(at.folder, "clone", "-q", at.url, "copy");
  assert.equal(cloned.code, 0, cloned.stderr);
  assert.equal(await Deno.readTextFile(`${at.folder}/copy/file.txt`), "content\n");

  await git(`${at.folder}/tree`, "commit", "-q", "--allow-empty", "-m", "second");
  await git(`${at.folder}/tree`, "push", "-q", `${at.folder}/repo.git`, "main");
  const fetched = await at.git(`${at.folder}/copy`, "fetch", "-q");
  assert.equal(fetched.code, 0, fetched.stderr);
  const log = await git(`${at.folder}/copy`, "log", "--format=%s", "origin/main");
  assert.equal(log, "second\nfirst\n");
  assert.ok(at.upstream.requests.includes("POST /repo.git/git-upload-pack"));
});

testWith([gitProgram], "git clone by the older protocol works as well", async () => {
  await using at = await setUp(fetching);
  const args = ["-c", "protocol.version=0", "clone", "-q", at.url, "copy"];
  const { code, stderr } = await at.git(at.folder, ...args);
  assert.equal(code, 0, stderr);
});

for (const [about, routes] of [["with", fetching], ["without", plain]] as const) {
  testWith([gitProgram], `git push is refused in words ${about} git.fetch`, async () => {
    await using at = await setUp(routes);
    const work = `${at.folder}/tree`;
    await git(work, "commit", "-q", "--allow-empty", "-m", "mine");
    const { code, stderr } = await at.git(work, "push", at.url, "main");
    assert.notEqual(code, 0);
    assert.ok(stderr.includes(`remote: ${PUSH_REFUSED}`), stderr);
    assert.deepEqual(at.upstream.requests, []);
    assert.equal(await git(`${at.folder}/repo.git`, "log", "--format=%s", "main"), "first\n");
  });
}

testWith([gitProgram], "git push to a host without a route says the same", async () => {
  await using at = await setUp("routes: []\n");
  const { stderr } = await at.git(`${at.folder}/tree`, "push", at.url, "main");
  assert.ok(stderr.includes(`remote: ${PUSH_REFUSED}`), stderr);
  assert.deepEqual(at.sidecar.dns.queries, []);
});
