import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import * as zlib from "node:zlib";
import { limits } from "../../../lib/limits.ts";
import { createEngine } from "../../../lib/scan/engine.ts";
import { bodyDetectors } from "../../../lib/scan/scan_bytes.ts";
import { streamBody } from "../../../lib/scan/stream/stream_body.ts";
import { Secret } from "../../../lib/secret.ts";
import { SECRET_VALUE } from "../../support/scan_samples.ts";
import {
  assertNothingOf,
  compress,
  cut,
  lines,
  sampleEngine,
  stream,
} from "../../support/scan_stages.ts";

Deno.test("streamBody() on the way in passes every event at once, in any coding", async () => {
  const { constants } = zlib;
  // So many that every letter is the first of one.
  const secrets = [..."abcdefghijklmnopqrstuvwxyz"].map((letter) => ({
    name: `SECRET_${letter}`,
    value: new Secret(letter + SECRET_VALUE),
  }));
  const engine = createEngine({ rules: [], secrets });
  const brotli = zlib.createBrotliCompress({ flush: constants.BROTLI_OPERATION_FLUSH });
  const zstd = zlib.createZstdCompress({ flush: constants.ZSTD_e_flush } as object);
  const coders = {
    gzip: zlib.createGzip({ flush: constants.Z_SYNC_FLUSH }),
    deflate: zlib.createDeflate({ flush: constants.Z_SYNC_FLUSH }),
    br: brotli,
    zstd,
  };
  const events = lines(4_000).split("\n").map((line) => `data: {"text":"${line}"}\n\n`);
  const pieces: [string, Uint8Array[]][] = [["", events.map((event) => Buffer.from(event))]];
  for (const [coding, coder] of Object.entries(coders)) {
    const coded: Uint8Array[] = [];
    for (const event of events) {
      await new Promise<void>((resolve) => coder.write(event, () => resolve()));
      await new Promise<void>((resolve) => coder.flush(() => resolve()));
      coded.push(Buffer.concat([...readAll(coder)]));
    }
    pieces.push([coding, coded]);
  }
  for (const [coding, coded] of pieces) {
    const body = streamBody(
      engine.secretsOnly(),
      { contentType: "text/event-stream", contentEncoding: [coding] },
      { detectors: bodyDetectors, surfaceKind: "body", unreadable: "pass" },
    );
    for (const piece of coded) {
      const { clean } = await body.push(piece);
      assert.ok(Buffer.concat([...clean]).equals(piece), `${coding} event`);
      assert.equal(body.held(), 0);
    }
    body.close();
  }
});

Deno.test("streamBody() refuses what it cannot judge, and lets nothing of it out after that", async () => {
  const text = Buffer.from(lines(300_000));
  const coded = (contentEncoding: string[], body: Uint8Array) =>
    stream(cut(body, 10_000), { contentEncoding });
  const packed = compress.gzip(text);
  const cases: readonly (readonly [string[], Uint8Array, RegExp])[] = [
    [["compress"], text, /unknown content coding compress/],
    [["gzip, aws-chunked"], packed, /unknown content coding aws-chunked/],
    [["x y z"], text, /unknown content coding of an unusual name/],
    [Array(6).fill("gzip"), packed, /more than 5 content codings/],
    [["gzip"], text, /does not decode as its declared content coding gzip/],
    [["gzip"], packed.subarray(0, -9), /does not decode as its declared content coding gzip/],
    [["br"], compress.br(Buffer.alloc(50_000_000)), /expands beyond 200 times/],
    [[], Buffer.from('{"a": 1}'), /JSON body can be joined only/],
  ];
  for (const [codings, body, words] of cases) {
    const { refused, clean } = await coded(codings, body);
    assert.match(refused ?? "", words);
    assert.ok(clean.length < body.length);
  }
});

Deno.test("streamBody() passes such bodies where it may, but no bomb and no heap of codings", async () => {
  const text = Buffer.from(lines(300_000));
  const cases: readonly (readonly [string[], Uint8Array])[] = [
    [["compress"], text],
    [["gzip, aws-chunked"], text],
    [["gzip"], text],
    [["gzip"], compress.gzip(text).subarray(0, -9)],
    [["gzip"], Buffer.concat([compress.gzip(text), Buffer.alloc(9)])],
    [[], Buffer.from('{"a": 1}')],
    [[], Buffer.from("PK\x03\x04\x14\x00\x00\x00\x08\x00and more of it", "latin1")],
  ];
  const engine = sampleEngine.secretsOnly();
  for (const [contentEncoding, body] of cases) {
    const read = await stream(cut(body, 10_000), { contentEncoding }, "pass", engine);
    assert.equal(read.refused, undefined);
    assert.ok(Buffer.from(body).equals(read.clean), contentEncoding.join());
  }
  const bomb = compress.br(Buffer.alloc(50_000_000));
  const read = await stream([bomb], { contentEncoding: ["br"] }, "pass", engine);
  assert.match(read.refused ?? "", /expands beyond/);
  const more = Buffer.concat([compress.gzip(text), text]);
  const behind = await stream([more], { contentEncoding: ["gzip"] }, "pass", engine);
  assert.match(behind.refused ?? "", /does not decode as its declared content coding gzip/);
  const contentEncoding = Array<string>(6).fill("gzip");
  const many = await stream([text], { contentEncoding }, "pass", engine);
  assert.match(many.refused ?? "", /more than 5 content codings/);
});

Deno.test("streamBody() scans what it cannot undo as it stands, where that may pass", async () => {
  const text = Buffer.from(`${lines(9_000)} ${SECRET_VALUE} ${lines(9_000)}`);
  for (const contentEncoding of [["compress"], ["gzip"]]) {
    const read = await stream(cut(text, 999), { contentEncoding }, "pass");
    assert.equal(read.findings.length, 1);
    assertNothingOf(SECRET_VALUE, read.clean, contentEncoding.join());
  }
});

Deno.test("streamBody() says nothing more once it has blocked or was closed", async () => {
  const options = { detectors: bodyDetectors, surfaceKind: "body", unreadable: "refuse" } as const;
  const about = { contentType: undefined, contentEncoding: [] };
  const nothing = { clean: [], findings: [], refused: undefined, needsWhole: false };
  const body = streamBody(sampleEngine, about, options);
  await body.push(Buffer.from(`${SECRET_VALUE} ${lines(200_000)}`));
  assert.deepEqual(await body.push(Buffer.from(lines(200_000))), nothing);
  assert.deepEqual(await body.end(), nothing);
  const refused = streamBody(sampleEngine, { ...about, contentEncoding: ["compress"] }, options);
  assert.match((await refused.push(Buffer.from("any"))).refused ?? "", /unknown/);
  assert.deepEqual(await refused.push(Buffer.from("any")), nothing);
  const closed = streamBody(sampleEngine, about, options);
  await closed.push(Buffer.from(lines(1_000)));
  closed.close();
  assert.deepEqual(await closed.end(), nothing);
  assert.equal(closed.held(), 0);
});

Deno.test("streamBody() refuses at a surprise, and does not reject", async () => {
  const broken = {
    ...sampleEngine,
    stream: () => {
      throw new Error("a surprise");
    },
  };
  const { refused } = await stream([Buffer.from(lines(600))], {}, "refuse", broken);
  assert.equal(refused, "body could not be read");
});

Deno.test("streamBody() refuses a body that has hardly any text for its bytes", async () => {
  // Empty stored blocks: five bytes of deflate data each, and nothing comes out.
  const blocks = Buffer.from("\0\0\0\xff\xff".repeat(300_000), "latin1");
  const flushed = zlib.deflateRawSync(Buffer.from(lines(1_000)), {
    finishFlush: zlib.constants.Z_SYNC_FLUSH,
  });
  const { refused } = await stream(cut(Buffer.concat([flushed, blocks]), 100_000), {
    contentEncoding: ["deflate"],
  });
  assert.match(refused ?? "", /hardly any text/);
});

Deno.test("streamBody() gives a turn after every few hundred kilobytes", async () => {
  let turns = 0;
  const body = streamBody(
    sampleEngine,
    { contentType: undefined, contentEncoding: ["gzip"] },
    {
      detectors: bodyDetectors,
      surfaceKind: "body",
      unreadable: "refuse",
      turn: () => void turns++,
    },
  );
  await body.push(compress.gzip(Buffer.from(lines(4_000_000))));
  assert.ok(turns >= 4_000_000 / limits.streamPieceBytes - 1, `${turns}`);
  body.close();
});

Deno.test("streamBody() holds no more of a long body than of a short one", async () => {
  const slice = Buffer.from(lines(128 * 1024));
  for (
    const [unreadable, engine] of [
      ["refuse", sampleEngine],
      ["pass", sampleEngine.secretsOnly()],
    ] as const
  ) {
    const megabytes = unreadable === "pass" ? 200 : 50;
    const many = Array.from({ length: megabytes * 8 }, () => slice);
    const body = streamBody(engine, { contentType: undefined, contentEncoding: [] }, {
      detectors: bodyDetectors,
      surfaceKind: "body",
      unreadable,
    });
    let length = 0;
    for (const piece of many) {
      for (const clean of (await body.push(piece)).clean) length += clean.length;
      assert.ok(body.held() <= limits.streamWindowBytes + limits.streamPieceBytes);
    }
    for (const clean of (await body.end()).clean) length += clean.length;
    assert.equal(length, megabytes * 1024 * 1024);
  }
});

function* readAll(coder: { read(): unknown }): Generator<Uint8Array> {
  for (let bytes = coder.read(); bytes instanceof Uint8Array; bytes = coder.read()) yield bytes;
}
