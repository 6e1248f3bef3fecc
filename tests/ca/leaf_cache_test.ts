import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { type SecureContext, TLSSocket } from "node:tls";
import { createLeafCache, type LeafCacheBounds } from "../../lib/ca/leaf_cache.ts";
import { createMinter, type Leaf, type Minter } from "../../lib/ca/mint_leaf.ts";
import { runProgram } from "../support/run_program.ts";
import { tempFolder } from "../support/temp_folder.ts";
import { ecAuthority } from "../support/test_authority.ts";

const authority = await ecAuthority();
const later = () => Date.now() + 1000;
const leaf: Leaf = await createMinter(authority, later)(["a.test"]);
const allowed = { allowed: true };
const denied = { allowed: false };

const bounds: LeafCacheBounds = {
  leafContexts: 3,
  leafMintsAtOnce: 2,
  leafMintsQueued: 2,
  deniedLeafContexts: 2,
  deniedLeafMintsAtOnce: 1,
  deniedLeafMintsQueued: 1,
};

/** A cache over a minter that writes down whom it was asked for; the time is `clock.ms`. */
function counted(lifeMs = 1000) {
  const clock = { ms: 5_000 };
  const minted: string[] = [];
  const mint: Minter = (names) => {
    minted.push(names.join());
    return Promise.resolve({ ...leaf, notAfterMs: clock.ms + lifeMs });
  };
  return { clock, minted, cache: createLeafCache({ mint, now: () => clock.ms, bounds }) };
}

Deno.test("createLeafCache() mints once a host and keeps the context", async () => {
  const { cache, minted } = counted();
  const first = await cache.contextFor("a.test", allowed);
  assert.equal(await cache.contextFor("a.test", allowed), first);
  await cache.contextFor("b.test", allowed);
  assert.deepEqual(minted, ["a.test", "b.test"]);
});

Deno.test("createLeafCache() mints once for all who ask at the same time", async () => {
  const { cache, minted } = counted();
  const asked = Array.from({ length: 50 }, () => cache.contextFor("a.test", allowed));
  assert.equal(new Set(await Promise.all(asked)).size, 1);
  assert.deepEqual(minted, ["a.test"]);
});

Deno.test("createLeafCache() renews when less than a third of the life is left", async () => {
  const { cache, clock, minted } = counted(900);
  const first = await cache.contextFor("a.test", allowed);
  clock.ms += 599;
  assert.equal(await cache.contextFor("a.test", allowed), first);
  clock.ms += 1;
  const second = await cache.contextFor("a.test", allowed);
  assert.notEqual(second, first);
  assert.equal(await cache.contextFor("a.test", allowed), second);
  assert.deepEqual(minted, ["a.test", "a.test"]);
});

Deno.test("createLeafCache() keeps nothing that was minted while the clock was far ahead", async () => {
  const { cache, minted, clock } = counted(30 * DAY_MS);
  const right = clock.ms;
  clock.ms = right + 40 * DAY_MS;
  await cache.contextFor("a.test", allowed);
  clock.ms = right;
  await cache.contextFor("a.test", allowed);
  assert.equal(minted.length, 2, "its certificate begins in the future");
  clock.ms = right - DAY_MS;
  await cache.contextFor("a.test", allowed);
  assert.equal(minted.length, 2, "a small step back lies within its life");
});

const DAY_MS = 24 * 3_600_000;

Deno.test("createLeafCache() forgets the host that was not asked for longest", async () => {
  const { cache, minted } = counted();
  for (const host of ["a", "b", "c", "a", "d"]) await cache.contextFor(host, allowed);
  await cache.contextFor("a", allowed);
  assert.deepEqual(minted, ["a", "b", "c", "d"]);
  await cache.contextFor("b", allowed);
  assert.deepEqual(minted, ["a", "b", "c", "d", "b"]);
});

Deno.test("createLeafCache() lets no loop over denied hosts grow memory or push allowed ones out", async () => {
  const { cache, minted } = counted();
  await cache.contextFor("a.test", allowed);
  for (let n = 0; n < 100; n++) await cache.contextFor(`random${n}.test`, denied);
  assert.equal(cache.size, 1 + bounds.deniedLeafContexts);
  await cache.contextFor("a.test", allowed);
  assert.equal(minted.filter((host) => host === "a.test").length, 1);
});

Deno.test("createLeafCache() keeps a certificate when a reload allows or denies its host", async () => {
  const { cache, minted } = counted();
  const first = await cache.contextFor("a.test", denied);
  assert.equal(await cache.contextFor("a.test", allowed), first);
  assert.equal(cache.size, 1);
  for (let n = 0; n < 10; n++) await cache.contextFor(`random${n}.test`, denied);
  assert.equal(await cache.contextFor("a.test", denied), first);
  assert.equal(minted.filter((host) => host === "a.test").length, 1);
});

Deno.test("createLeafCache() keeps no failure", async () => {
  let fails = true;
  const mint: Minter = () => fails ? Promise.reject(new Error("failed")) : Promise.resolve(leaf);
  const cache = createLeafCache({ mint, now: later, bounds });
  await assert.rejects(cache.contextFor("a.test", allowed), /failed/);
  fails = false;
  assert.ok(await cache.contextFor("a.test", allowed));
});

Deno.test("createLeafCache() bounds what mints and waits, apart for denied hosts", async () => {
  const gate = Promise.withResolvers<void>();
  let running = 0;
  let most = 0;
  const mint: Minter = async () => {
    most = Math.max(most, ++running);
    await gate.promise;
    running--;
    return leaf;
  };
  const cache = createLeafCache({ mint, now: later, bounds });
  const held = [cache.contextFor("d1", denied), cache.contextFor("d2", denied)];
  await assert.rejects(cache.contextFor("d3", denied), /wait/);
  // Whoever asks for a host that is being minted waits with it and takes no place.
  held.push(cache.contextFor("d2", denied));
  for (const host of ["a1", "a2", "a3", "a4"]) held.push(cache.contextFor(host, allowed));
  await assert.rejects(cache.contextFor("a5", allowed), /wait/);
  gate.resolve();
  await Promise.all(held);
  assert.equal(most, bounds.deniedLeafMintsAtOnce + bounds.leafMintsAtOnce);
  assert.ok(await cache.contextFor("d3", denied));
});

/** A TLS server on a free port that greets, while `use` runs. */
async function withServer(context: SecureContext, use: (port: number) => Promise<void>) {
  const server = createServer((raw) => {
    const socket = new TLSSocket(raw, { isServer: true, secureContext: context });
    // A client that distrusts the certificate ends the handshake with an alert.
    socket.on("error", () => {});
    raw.on("error", () => {});
    socket.on("data", () => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    await use((server.address() as AddressInfo).port);
  } finally {
    server.close();
    await once(server, "close");
  }
}

const hosts = ["a.test", "127.0.0.1", "::1", `${"l".repeat(63)}.${"m".repeat(30)}.test`];

Deno.test("createLeafCache() gives contexts that a TLS client trusts for the host and no other", async () => {
  const cache = createLeafCache({ mint: createMinter(authority, later), now: later });
  for (const host of hosts) {
    await withServer(await cache.contextFor(host, allowed), async (port) => {
      const connect = async (hostname: string) => {
        const conn = await Deno.connect({ hostname: "127.0.0.1", port });
        const caCerts = [authority.certificatePem];
        const tls = await Deno.startTls(conn, { hostname, caCerts });
        try {
          await tls.handshake();
        } finally {
          tls.close();
        }
      };
      await connect(host);
      await assert.rejects(connect("other.test"), /certificate/i);
    });
  }
});

Deno.test("createLeafCache() gives contexts that curl and Python's strict verifier trust", async (t) => {
  const cache = createLeafCache({ mint: createMinter(authority, later), now: later });
  await tempFolder(async (folder) => {
    const root = `${folder}/root.pem`;
    await Deno.writeTextFile(root, authority.certificatePem);
    for (const host of hosts) {
      await withServer(await cache.contextFor(host, allowed), async (port) => {
        const name = host.includes(":") ? `[${host}]` : host;
        await t.step(`curl ${host}`, async () => {
          const to = `${name}:${port}:127.0.0.1:${port}`;
          const { stdout, stderr } = await runProgram("curl", [
            ...["-sS", "--noproxy", "*", "--cacert", root, "--connect-to", to],
            `https://${name}:${port}/`,
          ]);
          assert.equal(stdout, "hello", stderr);
        });
        await t.step(`python3 ${host}`, async () => {
          const { code, stderr } = await runProgram("python3", [
            "-c",
            STRICT,
            root,
            `${port}`,
            host,
          ]);
          assert.equal(code, 0, stderr);
        });
      });
    }
  });
});

const STRICT = `
import socket, ssl, sys
root, port, host = sys.argv[1:]
context = ssl.create_default_context(cafile=root)
context.verify_flags |= ssl.VERIFY_X509_STRICT
with socket.create_connection(("127.0.0.1", int(port))) as raw:
    with context.wrap_socket(raw, server_hostname=host) as tls:
        assert tls.getpeercert()["subjectAltName"]
`;
