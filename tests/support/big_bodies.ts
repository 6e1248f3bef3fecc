import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { curlProgram } from "./curl.ts";
import { findProgram, runFound } from "./programs.ts";
import { spawnSidecar } from "./spawn_sidecar.ts";
import { tempFolder } from "./temp_folder.ts";
import { sharedAuthority } from "./tls_authority.ts";

/** What `moveBigBodies` needs beside Deno. */
export const bigBodyPrograms = [curlProgram, findProgram("sh"), findProgram("sha256sum")];

const MIB = 1024 * 1024;
const ROUTES = "routes:\n  - host: big.test\n    allow_private_addresses: true\n";

/**
 * Brings a body of that size down and up through a sidecar over HTTP/1.1 and HTTP/2, compares each
 * with the original, and checks that the sidecar's memory does not grow with it.
 */
export async function moveBigBodies(mebibytes: number, mostMemoryKb: number): Promise<void> {
  await tempFolder(async (folder) => {
    const file = `${folder}/original`;
    const original = await writeOriginal(file, mebibytes);
    await using upstream = await startStore(file, mebibytes * MIB);
    await using sidecar = await spawnSidecar({ routes: ROUTES });
    const through = ["-x", sidecar.proxyUrl, "--cacert", sidecar.caFile];
    const direct = ["--noproxy", "*", "-k", "--connect-to", `::127.0.0.1:${upstream.port}`];
    const roads = [
      { road: "direct", args: [...direct, "--http1.1"] },
      { road: "HTTP/1.1", args: [...through, "--http1.1"] },
      { road: "HTTP/2", args: [...through, "--http2"] },
    ];
    const url = `https://big.test:${upstream.port}/`;
    for (const { road, args } of roads) {
      const down = await pipedHash([...args, url]);
      assert.equal(down, original, `down, ${road}`);
      const up = await runFound(curlProgram, [...QUIET, ...args, "-T", file, url], {
        timeoutMs: 60_000,
      });
      assert.equal(up.stdout, original, `up, ${road}: ${up.stderr}`);
    }
    const peak = await sidecar.memoryKb("VmHWM");
    assert.ok(peak > 0 && peak < mostMemoryKb, `resident memory went up to ${peak} kB`);
  });
}

const QUIET = ["-q", "-sS", "--fail"];

/** Bytes without repetition between blocks, so that a lost, doubled or moved one shows. */
async function writeOriginal(path: string, mebibytes: number): Promise<string> {
  const hash = createHash("sha256");
  using file = await Deno.open(path, { write: true, createNew: true });
  const block = crypto.getRandomValues(new Uint8Array(64 * 1024));
  const mebibyte = new Uint8Array(MIB);
  for (let at = 0; at < MIB; at += block.length) mebibyte.set(block, at);
  const view = new DataView(mebibyte.buffer);
  for (let index = 0; index < mebibytes; index++) {
    for (let at = 0; at < MIB; at += 4096) view.setUint32(at, index * 256 + at / 4096);
    hash.update(mebibyte);
    let left = mebibyte;
    while (left.length > 0) left = left.subarray(await file.write(left));
  }
  return hash.digest("hex");
}

/** Serves the file, and answers an upload with its SHA-256. */
async function startStore(file: string, size: number) {
  const tls = await (await sharedAuthority()).leaf({ names: ["big.test"] });
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, ...tls, onListen() {} },
    async (request) => {
      if (request.method === "GET") {
        const { readable } = await Deno.open(file);
        return new Response(readable, { headers: { "content-length": String(size) } });
      }
      const hash = createHash("sha256");
      for await (const slice of request.body ?? []) hash.update(slice);
      return new Response(hash.digest("hex"));
    },
  );
  return {
    port: server.addr.port,
    async [Symbol.asyncDispose]() {
      await server.shutdown();
    },
  };
}

/** The SHA-256 of what curl writes, without any of it coming here. */
async function pipedHash(args: readonly string[]): Promise<string> {
  const pipe = 'curl=$1; shift; "$curl" "$@" | sha256sum';
  const { stdout, stderr } = await runFound(
    findProgram("sh"),
    ["-c", pipe, "sh", curlProgram.path ?? "", ...QUIET, ...args],
    { timeoutMs: 60_000 },
  );
  assert.equal(stderr, "");
  return stdout.split(" ")[0] ?? "";
}
