import assert from "node:assert/strict";
import { dummy } from "../../lib/scan/rules/build/dummy.ts";
import { curl, curlProgram } from "../support/curl.ts";
import { findProgram, runFound, testWith } from "../support/programs.ts";
import { connectRaw, connectTunnel } from "../support/raw_client.ts";
import {
  okAnswer,
  startRecordingUpstream,
  type UpstreamScript,
} from "../support/recording_upstream.ts";
import { spawnSidecar, spawnUnawaited } from "../support/spawn_sidecar.ts";
import { tempFolder } from "../support/temp_folder.ts";
import { startTestSidecar } from "../support/test_sidecar.ts";
import { sharedAuthority } from "../support/tls_authority.ts";
import { within } from "../support/within.ts";

const routes = "routes:\n  - host: a.test\n    allow_private_addresses: true\n";

/** An upstream that sends half of an answer, and the rest when it is told to. */
async function halvingUpstream() {
  const rest = Promise.withResolvers<void>();
  const script: UpstreamScript = async (connection) => {
    await connection.request();
    await connection.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfirst");
    await Promise.race([rest.promise, connection.more()]);
    await connection.write("other");
  };
  const tls = await (await sharedAuthority()).leaf({ names: ["a.test"] });
  const upstream = startRecordingUpstream(script, { tls });
  return { ...upstream, finish: rest.resolve };
}

/** A client in the middle of the answer of such an upstream. */
async function downloading(
  sidecar: { readonly port: number; readonly caPem: string },
  upstream: { readonly port: number },
) {
  const authority = `a.test:${upstream.port}`;
  const client = await connectTunnel(sidecar.port, authority, { caPem: sidecar.caPem });
  await client.send(`GET / HTTP/1.1\r\nHost: ${authority}\r\n\r\n`);
  await client.received("first");
  return client;
}

testWith([curlProgram], "a sidecar without a routes file denies all and says so", async () => {
  await using sidecar = await spawnSidecar();
  const failed = await sidecar.line(/^egress: boot load failed: /);
  assert.ok(failed.includes(sidecar.routesPath), failed);
  assert.match(await sidecar.line(/^egress: listening on/), /everything is denied/);
  const { status, body } = await curl(sidecar, ["https://a.test/"]);
  assert.equal(status, 403);
  assert.match(body, /^egress: .*a\.test/);
});

testWith([curlProgram], "a sidecar with a bad routes file denies all and says where", async () => {
  await using sidecar = await spawnSidecar({ routes: "routes:\n  - hots: a.test\n" });
  assert.match(await sidecar.line(/^egress: boot load failed: /), /routes\.yaml:2:\d+: .*hots/);
  assert.equal((await curl(sidecar, ["https://a.test/"])).status, 403);
});

testWith(
  [curlProgram],
  "SIGHUP brings the file's routes into force, or keeps the old ones",
  async () => {
    await using sidecar = await spawnSidecar({ routes: "routes: []\n" });
    assert.equal(
      await sidecar.line(/^egress: loaded /),
      "egress: loaded 0 route(s):  [log=off]",
    );
    const ask = async () => (await curl(sidecar, ["https://a.test:1/"])).field("x-egress-reason");
    assert.equal(await ask(), "host-not-allowed");

    // In place, as the host's writer does it: the same inode, first cut and then whole.
    await Deno.writeTextFile(sidecar.routesPath, routes);
    sidecar.kill("SIGHUP");
    assert.equal(
      await sidecar.line(/^egress: loaded 1 /),
      "egress: loaded 1 route(s): a.test [log=off]",
    );
    assert.equal(await ask(), "upstream-unreachable", "the next request sees the new table");

    await Deno.writeTextFile(sidecar.routesPath, routes.slice(0, -10));
    sidecar.kill("SIGHUP");
    assert.match(await sidecar.line(/^egress: SIGHUP load failed: /), /routes\.yaml:\d+:\d+: /);
    assert.equal(await ask(), "upstream-unreachable", "a half-written file changes nothing");

    await Deno.writeTextFile(sidecar.routesPath, "");
    sidecar.kill("SIGHUP");
    await sidecar.line(/^egress: SIGHUP load failed: .*empty/);
    assert.equal(await ask(), "upstream-unreachable");
  },
);

testWith(
  [],
  "an open request that a reload no longer allows is closed within a second",
  async () => {
    await using sidecar = await spawnSidecar({ routes });
    await using upstream = await halvingUpstream();
    using client = await downloading(sidecar, upstream);
    await Deno.writeTextFile(sidecar.routesPath, "routes: []\n");
    sidecar.kill("SIGHUP");
    const rest = await within(1_000, client.rest(), "the end of the request");
    assert.ok(!rest.includes("other"), "cut, never taken for whole");
  },
);

testWith([], "an open request that a reload still allows goes on", async () => {
  await using sidecar = await spawnSidecar({ routes });
  await using upstream = await halvingUpstream();
  using client = await downloading(sidecar, upstream);
  await Deno.writeTextFile(sidecar.routesPath, `${routes}  - host: b.test\n`);
  sidecar.kill("SIGHUP");
  await sidecar.line(/^egress: loaded 2 /);
  upstream.finish();
  assert.equal((await client.response()).body, "firstother");
});

testWith(
  [],
  "a credential whose route a reload has changed still comes back to no agent",
  async () => {
    const secret = dummy("<x40>");
    const keyed = `${routes}    auth_header: x-api-key\n    token_env: KEY_OF_A\n`;
    await using sidecar = await startTestSidecar({ routes: keyed, env: { KEY_OF_A: secret } });
    const asked = Promise.withResolvers<void>();
    const reloaded = Promise.withResolvers<void>();
    await using upstream = startRecordingUpstream(async (connection) => {
      await connection.request();
      asked.resolve();
      await reloaded.promise;
      await connection.write(okAnswer(`you sent ${secret}`));
    });
    using client = await connectRaw(sidecar.port);
    const authority = `a.test:${upstream.port}`;
    const answer = client.ask(`GET http://${authority}/ HTTP/1.1\r\nHost: ${authority}\r\n\r\n`);
    await asked.promise;
    assert.ok(await sidecar.reload(routes));
    reloaded.resolve();
    const { status, field } = await answer;
    assert.deepEqual([status, field("x-egress-reason")], [403, "credential-reflected"]);
    assert.ok(upstream.received.includes(secret));
  },
);

testWith([], "SIGTERM lets a download end, accepts nothing more and exits with 0", async () => {
  await using sidecar = await spawnSidecar({ routes });
  await using upstream = await halvingUpstream();
  using client = await downloading(sidecar, upstream);
  sidecar.kill("SIGTERM");
  await refusesConnections(sidecar.port);
  upstream.finish();
  assert.equal((await client.response()).body, "firstother");
  const { code, signal } = await within(8_000, sidecar.status, "the end of the sidecar");
  assert.deepEqual([code, signal], [0, null]);
});

testWith([], "SIGTERM ends within 8 s what does not end by itself", async () => {
  await using sidecar = await spawnSidecar({ routes });
  await using upstream = await halvingUpstream();
  using client = await downloading(sidecar, upstream);
  sidecar.kill("SIGTERM");
  const { code } = await within(8_000, sidecar.status, "the end of the sidecar");
  assert.equal(code, 0);
  assert.ok(!(await client.rest()).includes("other"));
});

testWith([], "SIGINT ends an idle sidecar, its kept connections too", async () => {
  await using sidecar = await spawnSidecar({ routes });
  using client = await connectRaw(sidecar.port);
  const { status } = await client.ask(
    "GET http://_egress.local/healthz HTTP/1.1\r\nHost: _egress.local\r\n\r\n",
  );
  assert.equal(status, 200);
  sidecar.kill("SIGINT");
  assert.equal((await within(3_000, sidecar.status, "the end of the sidecar")).code, 0);
});

testWith([], "a client outside EGRESS_CLIENTS is closed at accept", async () => {
  await using sidecar = await spawnSidecar({ routes, env: { EGRESS_CLIENTS: "10.0.0.0/8" } });
  using client = await connectRaw(sidecar.port);
  await client.send("GET http://a.test/ HTTP/1.1\r\nHost: a.test\r\n\r\n").catch(() => {});
  assert.equal(await within(5_000, client.rest(), "the end of the connection"), "");
});

testWith(
  [findProgram("mkfifo")],
  "a SIGHUP before the first load ends no sidecar",
  () =>
    tempFolder(async (folder) => {
      // A pipe for a file: opening it waits until the sidecar reads, and the sidecar until we write.
      const path = `${folder}/routes.yaml`;
      await runFound(findProgram("mkfifo"), [path]);
      await using sidecar = await spawnUnawaited({ env: { EGRESS_ROUTES: path } });
      const pipe = await Deno.open(path, { write: true });
      sidecar.kill("SIGHUP");
      sidecar.kill("SIGHUP");
      await new Blob([routes]).stream().pipeTo(pipe.writable);
      assert.match(await sidecar.line(/^egress: listening on/), /1 route/);
      sidecar.kill("SIGTERM");
      assert.equal((await sidecar.status).code, 0);
    }),
);

testWith([], "a sidecar that cannot start says why in one line and exits with 1", async () => {
  await using first = await spawnSidecar({ routes });
  const env = { EGRESS_LISTEN: `127.0.0.1:${first.port}` };
  await using second = await spawnUnawaited({ routes, env });
  assert.equal((await within(8_000, second.status, "the end of the second")).code, 1);
  assert.match(await second.line(/EGRESS_LISTEN/), /^egress: .*another process listens there/);
  assert.ok(second.log.every((line) => !line.includes("    at ")), "no stack");
});

/** Resolves once the port accepts no more. */
async function refusesConnections(port: number): Promise<void> {
  while (true) {
    try {
      using _client = await connectRaw(port);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
