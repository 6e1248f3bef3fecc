import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { embeddedData } from "../../../lib/scan/stream/embedded_data.ts";
import { seeded } from "../../bench/conversation.ts";
import {
  compress,
  haltOf,
  keepingStage,
  lines,
  sampleWork,
  through,
} from "../../support/scan_stages.ts";

const text = lines(30_000);
const bytes = Buffer.from(text);

/** What was found in the bytes, by name and text. */
async function found(body: Uint8Array, size: number): Promise<string[]> {
  const readers: (() => string)[] = [];
  const stage = embeddedData((name) => {
    const reader = keepingStage();
    readers.push(() => `${name} ${reader.text()}`);
    return reader;
  }, sampleWork());
  await through(stage, body, size);
  assert.equal(stage.cleared(), Infinity);
  return readers.map((tell) => tell());
}

Deno.test("embeddedData() undoes gzip and zstd wherever they stand, over any border", async () => {
  for (const name of ["gzip", "zstd"] as const) {
    const body = Buffer.concat([
      Buffer.from("\0\0\0\x01\x02"),
      compress[name](bytes),
      Buffer.from(" and "),
      compress[name](bytes),
    ]);
    for (const size of [1, 2, 3, 7, 1000, 1e6]) {
      const all = await found(body, size);
      // The platform's zstd encoder may end a text with an empty frame.
      const full = all.filter((one) => one.length > name.length + 1);
      assert.deepEqual(full, [`${name} ${text}`, `${name} ${text}`], `${name} ${size}`);
    }
  }
});

Deno.test("embeddedData() undoes zlib at the start alone", async () => {
  const data = compress.zlib(bytes);
  for (const size of [1, 2, 3, 1e6]) {
    assert.deepEqual(await found(data, size), [`zlib ${text}`]);
    assert.deepEqual(await found(Buffer.concat([Buffer.from("abcd"), data]), size), []);
  }
});

Deno.test("embeddedData() reads on over wrong checksums and after data that breaks", async () => {
  const packed = compress.gzip(bytes);
  const wrong = new Uint8Array(packed);
  wrong.fill(1, wrong.length - 8);
  const body = Buffer.concat([packed.subarray(0, 2_000), Buffer.alloc(99, 255), wrong, packed]);
  for (const size of [500, 1e6]) {
    const whole = (await found(body, size)).filter((one) => one === `gzip ${text}`);
    assert.equal(whole.length, 2);
  }
});

Deno.test("embeddedData() holds back what open data has not let go", async () => {
  const stage = embeddedData(() => keepingStage(1e9), sampleWork());
  const packed = compress.gzip(bytes);
  await stage.push(Buffer.from("12345"));
  assert.equal(stage.cleared(), Infinity);
  await stage.push(packed.subarray(0, 1000));
  assert.equal(stage.cleared(), 5);
});

Deno.test("embeddedData() refuses data where no more may be nested", async () => {
  for (const size of [100, 1e6]) {
    for (const body of [compress.gzip(bytes), Buffer.concat([compress.gzip(bytes), bytes])]) {
      const stage = embeddedData(undefined, sampleWork());
      assert.match(await haltOf(through(stage, body, size)) ?? "", /nested too deep/);
    }
  }
});

Deno.test("embeddedData() refuses more starts than chance explains", async () => {
  const starts = Buffer.from("\x1f\x8b\x08\x00 no gzip behind it".repeat(200), "latin1");
  assert.match(await haltOf(found(starts, 1e6)) ?? "", /too many starts/);
  const open = compress.gzip(bytes).subarray(0, 200);
  const nested = Buffer.concat(Array.from({ length: 20 }, () => storedHead(open)));
  assert.match(await haltOf(found(nested, 50)) ?? "", /too many starts/);
});

Deno.test("embeddedData() passes random bytes", async () => {
  const random = seeded(11);
  const noise = Uint8Array.from({ length: 2_000_000 }, () => Math.floor(256 * random()));
  await through(embeddedData(undefined, sampleWork()), noise, 100_000);
});

/** A gzip head and a stored block that holds the bytes and more: it stays open. */
function storedHead(inside: Uint8Array): Uint8Array {
  const head = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 0, 0xff, 0xff, 0, 0];
  return Uint8Array.from([...head, ...inside]);
}
