import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import {
  brotliCompressSync,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from "node:zlib";
import { limits } from "../../../lib/limits.ts";
import type { Inflated } from "../../../lib/scan/body/inflate.ts";
import { inflateAtOnce } from "../../../lib/scan/body/inflate_at_once.ts";
import { inflateStream } from "../../../lib/scan/body/inflate_stream.ts";
import { runSteps } from "../../../lib/scan/steps.ts";
import { seeded } from "../../bench/conversation.ts";
import { lines } from "../../support/scan_stages.ts";

const ENCODERS = [
  ["gzip", gzipSync],
  ["zlib", deflateSync],
  ["deflate-raw", deflateRawSync],
  ["br", brotliCompressSync],
  ["zstd", zstdCompressSync],
] as const;

/** Some compressible, some not, and longer than a slice either way. */
function sample(): Uint8Array {
  const random = seeded(7);
  return Buffer.from(
    Array.from({ length: 5 * limits.bodyInflateSliceBytes }, (_, i) => {
      return i % 3 === 0 ? 0x41 : random() * 256;
    }),
  );
}

/** Without the bytes themselves, of which a difference would be printed; of a zstd frame its end is known before. */
function told(name: string, result: Inflated): unknown {
  if (result.kind !== "bytes") return result;
  const { consumed, complete, bytes } = result;
  return [bytes.length, name === "zstd" ? undefined : [consumed, complete]];
}

Deno.test("inflateStream() gives what one call gives, whole, cut short and with more behind", async () => {
  const data = sample();
  for (const [name, encode] of ENCODERS) {
    const whole = encode(data);
    const cut = whole.subarray(0, whole.length - 100);
    const bodies = [whole];
    // Of zstd only single frames are given to either; of what is cut short they may give other amounts.
    if (name !== "zstd") bodies.push(Buffer.concat([whole, Buffer.from("junk")]));
    if (name !== "zstd" && name !== "br") bodies.push(cut);
    const zeros = Buffer.alloc(3 * limits.bodyInflateSliceBytes);
    if (name === "gzip") bodies.push(Buffer.concat([whole, zeros, Buffer.from("junk")]));
    for (const body of bodies) {
      for (const partial of [false, true]) {
        const result = await runSteps(inflateStream(name, body, 2 * data.length, partial));
        const once = inflateAtOnce(name, body, 2 * data.length, partial);
        assert.deepEqual(told(name, result), told(name, once), `${name} ${body.length} ${partial}`);
        if (result.kind === "bytes" && once.kind === "bytes") {
          assert.ok(Buffer.from(result.bytes).equals(once.bytes));
        }
      }
    }
    const short = await runSteps(inflateStream(name, cut, 2 * data.length, true));
    assert.ok(short.kind === "bytes" && short.bytes.length > 0 && short.bytes.length < data.length);
  }
});

Deno.test("inflateStream() comes to an end with zstd data that is damaged anywhere", async () => {
  // Behind a full output buffer the platform would throw where no caller can catch it.
  const text = lines(400_000);
  const whole = zstdCompressSync(text);
  let broken = 0;
  for (let at = 10; at < whole.length; at += 997) {
    const damaged = Uint8Array.from(whole).fill(0xaa, at, at + 20);
    const { kind } = await runSteps(inflateStream("zstd", damaged, 2 * text.length, false));
    if (kind === "broken") broken++;
  }
  assert.ok(broken > 10, `${broken} broken`);
});

Deno.test("inflateStream() stops at the bound, however little data makes how much", async () => {
  const zeros = Buffer.alloc(2 * 1024 * 1024);
  for (const [name, encode] of ENCODERS) {
    const data = encode(zeros);
    const most = (bytes: number) => runSteps(inflateStream(name, data, bytes, false));
    assert.equal((await most(zeros.length)).kind, "bytes", name);
    assert.equal((await most(zeros.length - 1)).kind, "too-large", name);
    assert.equal((await most(1)).kind, "too-large", name);
  }
});

Deno.test("inflateStream() pauses within data that gives much, and within data that gives nothing", async () => {
  const much = gzipSync(Buffer.alloc(8 * limits.bodyInflateStepBytes));
  const empty = gzipSync("");
  const nothing = Buffer.concat(
    Array.from({ length: (4 * limits.bodyInflateSliceBytes) / empty.length }, () => empty),
  );
  for (const data of [much, nothing]) {
    let turns = 0;
    const steps = inflateStream("gzip", data, 16 * limits.bodyInflateStepBytes, false);
    assert.equal((await runSteps(steps, () => void turns++)).kind, "bytes");
    assert.ok(turns >= 4, String(turns));
  }
});
