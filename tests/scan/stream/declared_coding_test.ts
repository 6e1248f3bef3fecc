import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { declaredCoding, isKnownCoding } from "../../../lib/scan/stream/declared_coding.ts";
import {
  compress,
  haltOf,
  keepingStage,
  lines,
  sampleWork,
  through,
} from "../../support/scan_stages.ts";

const text = lines(50_000);
const bytes = Buffer.from(text);
const samples: readonly (readonly [string, Uint8Array])[] = [
  ["gzip", compress.gzip(bytes)],
  ["x-gzip", compress.gzip(bytes)],
  ["deflate", compress.zlib(bytes)],
  ["deflate", compress["deflate-raw"](bytes)],
  ["br", compress.br(bytes)],
  ["zstd", compress.zstd(bytes)],
];

/** The texts that are read, one for each format that the coding stands for. */
async function read(coding: string, data: Uint8Array, size: number, unreadable?: "pass") {
  const readers: ReturnType<typeof keepingStage>[] = [];
  const stage = declaredCoding(coding, () => {
    const reader = keepingStage();
    readers.push(reader);
    return reader;
  }, sampleWork(unreadable));
  await through(stage, data, size);
  assert.equal(stage.cleared(), Infinity);
  return readers.map((reader) => reader.text());
}

Deno.test("declaredCoding() reads every known coding, deflate with its head and without", async () => {
  for (const [coding, data] of samples) {
    assert.ok(isKnownCoding(coding, "refuse"));
    for (const size of [1, 700, 1e6]) {
      assert.ok((await read(coding, data, size)).includes(text), `${coding} ${size}`);
    }
  }
});

Deno.test("declaredCoding() refuses data that is broken, cut short or followed by more", async () => {
  for (const [coding, data] of samples) {
    const bad = [Buffer.from("plain text"), data.subarray(0, -2), Buffer.concat([data, bytes])];
    for (const body of bad) {
      for (const size of [7, 1e6]) {
        const reason = `body does not decode as its declared content coding ${coding}`;
        assert.equal(await haltOf(read(coding, body, size)), reason);
      }
    }
  }
});

Deno.test("declaredCoding() passes such data where it may, read as far as it goes", async () => {
  for (const [coding, data] of samples) {
    const [first = "", second = ""] = await read(coding, data.subarray(0, -2), 100, "pass");
    // A block that is cut short has not come out of zstd.
    assert.ok(Math.max(first.length, second.length) >= (coding === "zstd" ? 0 : 40_000));
    await read(coding, Buffer.from("plain text"), 100, "pass");
  }
});

Deno.test("declaredCoding() takes an empty body for an empty text", async () => {
  for (const [coding] of samples) {
    assert.ok((await read(coding, new Uint8Array(0), 1)).every((read) => read === ""));
  }
});

Deno.test("declaredCoding() reads what comes in as the clients do that do not believe the name", async () => {
  const taken: readonly (readonly [string, Uint8Array])[] = [
    ["gzip", compress.zlib(bytes)],
    ["x-gzip", compress.zlib(bytes)],
    ["compress", compress.gzip(bytes)],
    ["x-compress", compress.zlib(bytes)],
    ["x-deflate", compress["deflate-raw"](bytes)],
  ];
  for (const [coding, data] of taken) {
    assert.ok(isKnownCoding(coding, "pass"));
    for (const size of [1, 700, 1e6]) {
      assert.ok((await read(coding, data, size, "pass")).includes(text), `${coding} ${size}`);
    }
  }
  for (const coding of ["compress", "x-compress", "x-deflate"]) {
    assert.equal(isKnownCoding(coding, "refuse"), false);
  }
});

Deno.test("declaredCoding() refuses what begins as its format and breaks, even where it may pass", async () => {
  const short = Buffer.from("what a receiver reads before it learns of the fault");
  const formats = [["gzip", 5], ["x-gzip", 5], ["deflate", 1], ["gzip", 40]] as const;
  for (const [coding, fromEnd] of formats) {
    const data = coding === "deflate" ? compress.zlib(short) : compress.gzip(short);
    const faulty = data.map((byte, at) => at === data.length - fromEnd ? byte ^ 0xff : byte);
    for (const size of [1, 1e6]) {
      const reason = `body does not decode as its declared content coding ${coding}`;
      assert.equal(
        await haltOf(read(coding, faulty, size, "pass")),
        reason,
        `${coding} ${fromEnd}`,
      );
    }
  }
});
