import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { deflateRawSync, zstdCompressSync } from "node:zlib";
import { fullBudget } from "../../../lib/scan/body/budget.ts";
import { latin1 } from "../../../lib/scan/body/latin1.ts";
import type { Piece } from "../../../lib/scan/body/piece.ts";
import { isZip, readZip } from "../../../lib/scan/body/zip.ts";
import { runSteps } from "../../../lib/scan/steps.ts";

interface Entry {
  name: string;
  data: Uint8Array;
  method: number;
  flags?: number;
  size?: number;
}

function archive(entries: readonly Entry[]): Buffer {
  const pieces = entries.map(({ name, data, method, flags = 0, size = data.length }) => {
    const head = Buffer.alloc(30);
    head.write("PK\x03\x04", "latin1");
    head.writeUInt16LE(flags, 6);
    head.writeUInt16LE(method, 8);
    head.writeUInt32LE(size, 18);
    head.writeUInt16LE(name.length, 26);
    head.writeUInt16LE(2, 28);
    return Buffer.concat([head, Buffer.from(`${name}xx`), data]);
  });
  const last = Buffer.alloc(22);
  last.write("PK\x05\x06", "latin1");
  return Buffer.concat([...pieces, last]);
}

function read(bytes: Uint8Array) {
  const piece: Piece = {
    bytes,
    surface: "body",
    views: [],
    contentType: undefined,
    codings: [],
    verbatim: false,
    depth: { multipart: 0, archive: 0, unlabelled: 0 },
  };
  return runSteps(readZip(piece, latin1(bytes), fullBudget()));
}

async function texts(bytes: Uint8Array): Promise<string[]> {
  const reading = await read(bytes);
  assert.equal(reading.kind, "read");
  return reading.kind === "read" ? reading.pieces.map((piece) => latin1(piece.bytes)) : [];
}

const deflated = { name: "a", data: deflateRawSync("deflated"), method: 8 };

Deno.test("readZip() reads deflated, zstd and stored entries, and joins their names", async () => {
  const zstd = { name: "b", data: zstdCompressSync("with zstd"), method: 93 };
  const stored = { name: "c", data: Buffer.from("stored"), method: 0 };
  const reading = await read(archive([deflated, zstd, stored]));
  assert.ok(reading.kind === "read");
  const [first, second, third] = reading.pieces.map((piece) => latin1(piece.bytes));
  assert.deepEqual([first, second, third?.slice(0, 6)], ["deflated", "with zstd", "stored"]);
  assert.deepEqual(reading.pieces.map((piece) => piece.verbatim), [false, false, true]);
  assert.deepEqual(reading.views.slice(0, 1).map(({ views, text }) => [...views, text]), [[
    "zip",
    "joined",
    "abc",
  ]]);
});

Deno.test("readZip() believes no stated size, and needs no directory", async () => {
  const lying = { ...deflated, size: 0xffffff };
  assert.deepEqual(await texts(archive([lying, deflated])), ["deflated", "deflated"]);
  assert.deepEqual(
    (await texts(archive([{ ...deflated, size: 0, flags: 8 }, deflated]))).length,
    2,
  );
});

Deno.test("readZip() notes what it cannot read", async () => {
  const encrypted = await read(archive([{ ...deflated, flags: 1 }]));
  assert.ok(encrypted.kind === "read" && /encrypted archive/.test(encrypted.notes.join()));
  const odd = await read(archive([{ ...deflated, method: 14 }]));
  assert.ok(odd.kind === "read" && /cannot be read/.test(odd.notes.join()));
});

Deno.test("readZip() refuses bombs and floods of entries", async () => {
  const bomb = { name: "a", data: deflateRawSync(Buffer.alloc(20_000_000)), method: 8 };
  assert.equal((await read(archive([bomb]))).kind, "refuse");
  const empty = { name: "", data: new Uint8Array(0), method: 0 };
  assert.equal((await read(archive(Array.from({ length: 10_001 }, () => empty)))).kind, "refuse");
});

Deno.test("isZip() knows an archive by its start and behind other bytes by its end", () => {
  assert.ok(isZip(latin1(archive([deflated]))));
  assert.ok(isZip(`#!/bin/sh\n${latin1(archive([deflated]))}`));
  assert.ok(!isZip("a text that speaks of PK\x03\x04"));
});

Deno.test("readZip() gives a stored entry without the name and the head beside it", async () => {
  const reading = await read(
    archive([{ name: "c", data: Buffer.from("stored"), method: 0 }, deflated]),
  );
  assert.ok(reading.kind === "read");
  assert.deepEqual(reading.views.map(({ views, text }) => [...views, text]), [
    ["zip", "joined", "ca"],
    ["zip", "stored"],
  ]);
});
