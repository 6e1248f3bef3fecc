import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import {
  brotliCompressSync,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from "node:zlib";
import { inflate } from "../../../lib/scan/body/inflate.ts";
import { runSteps } from "../../../lib/scan/steps.ts";

const TEXT = "some text, some text, some other text ".repeat(40);
const ENCODERS = [
  ["gzip", gzipSync],
  ["zlib", deflateSync],
  ["deflate-raw", deflateRawSync],
  ["br", brotliCompressSync],
  ["zstd", zstdCompressSync],
] as const;

Deno.test("inflate() undoes each compression and says that the data was complete", async () => {
  for (const [name, encode] of ENCODERS) {
    for (const text of [TEXT, ""]) {
      const result = await runSteps(inflate(name, encode(text), 10_000));
      assert.ok(result.kind === "bytes" && result.complete, name);
      assert.equal(Buffer.from(result.bytes).toString(), text);
    }
  }
});

Deno.test("inflate() never calls data complete that is cut short or goes on", async () => {
  for (const [name, encode] of ENCODERS) {
    const whole = encode(TEXT);
    for (let length = 1; length < whole.length; length++) {
      const cut = await runSteps(inflate(name, whole.subarray(0, length), 10_000));
      assert.ok(
        cut.kind === "broken" || (cut.kind === "bytes" && !cut.complete),
        `${name} ${length}`,
      );
    }
    const more = await runSteps(inflate(name, Buffer.concat([whole, Buffer.from("junk")]), 10_000));
    assert.ok(more.kind === "broken" || (more.kind === "bytes" && !more.complete), name);
  }
});

Deno.test("inflate() gives the start of data that is cut short where it is asked to", async () => {
  for (const name of ["gzip", "zlib", "deflate-raw"] as const) {
    const encode = new Map(ENCODERS).get(name);
    const whole = encode?.(Array.from({ length: 300 }, (_, i) => `line ${i * i}\n`).join(""));
    const result = await runSteps(
      inflate(name, (whole ?? Buffer.alloc(0)).subarray(0, 300), 10_000, true),
    );
    assert.ok(result.kind === "bytes" && result.bytes.length > 200, name);
    assert.match(Buffer.from(result.bytes).toString(), /^line 0\nline 1\n/);
  }
});

Deno.test("inflate() stops at the bound", async () => {
  for (const [name, encode] of ENCODERS) {
    assert.equal(
      (await runSteps(inflate(name, encode(TEXT), TEXT.length - 1))).kind,
      "too-large",
      name,
    );
    assert.equal((await runSteps(inflate(name, encode(TEXT), TEXT.length))).kind, "bytes", name);
  }
});

Deno.test("inflate() reads every member of gzip and every frame of zstd", async () => {
  const skippable = Buffer.from([0x5a, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 1, 2]);
  const bodies = [
    ["gzip", Buffer.concat([gzipSync("one "), gzipSync("two")])],
    ["zstd", Buffer.concat([zstdCompressSync("one "), skippable, zstdCompressSync("two")])],
  ] as const;
  for (const [name, body] of bodies) {
    const result = await runSteps(inflate(name, body, 100));
    assert.ok(result.kind === "bytes" && result.complete, name);
    assert.equal(Buffer.from(result.bytes).toString(), "one two");
  }
});

Deno.test("inflate() bounds the frames of zstd together, and their number", async () => {
  const frame = zstdCompressSync("x".repeat(60));
  const two = Buffer.concat([frame, frame]);
  assert.equal((await runSteps(inflate("zstd", two, 100))).kind, "too-large");
  const many = Buffer.concat(Array.from({ length: 1001 }, () => zstdCompressSync("")));
  const result = await runSteps(inflate("zstd", many, 100));
  assert.ok(result.kind === "bytes" && !result.complete);
});
