/** Bodies in every coding, cut in every way, with and without a secret in every writing. */
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import * as zlib from "node:zlib";
import { limits } from "../../lib/limits.ts";
import { seeded } from "../bench/conversation.ts";
import { SECRET_VALUE } from "../support/scan_samples.ts";
import {
  assertNothingOf,
  compress,
  cut,
  lines,
  sampleEngine,
  stream,
} from "../support/scan_stages.ts";

interface Wire {
  readonly contentEncoding: readonly string[];
  readonly encode: (bytes: Uint8Array) => Uint8Array;
  /** What anyone could read of the first bytes of the encoded body. */
  readonly decode: (bytes: Uint8Array) => Uint8Array;
}

const PARTIAL = { finishFlush: zlib.constants.Z_SYNC_FLUSH };
const gunzip = (bytes: Uint8Array) => orNothing(() => zlib.gunzipSync(bytes, PARTIAL));
const unbrotli = (bytes: Uint8Array) => orNothing(() => zlib.brotliDecompressSync(bytes));

const wires: Readonly<Record<string, Wire>> = {
  identity: { contentEncoding: [], encode: (bytes) => bytes, decode: (bytes) => bytes },
  gzip: { contentEncoding: ["gzip"], encode: compress.gzip, decode: gunzip },
  deflate: {
    contentEncoding: ["deflate"],
    encode: compress.zlib,
    decode: (bytes) => orNothing(() => zlib.inflateSync(bytes, PARTIAL)),
  },
  "raw deflate": {
    contentEncoding: ["deflate"],
    encode: compress["deflate-raw"],
    decode: (bytes) => orNothing(() => zlib.inflateRawSync(bytes, PARTIAL)),
  },
  br: { contentEncoding: ["br"], encode: compress.br, decode: unbrotli },
  zstd: {
    contentEncoding: ["zstd"],
    encode: compress.zstd,
    decode: (bytes) => orNothing(() => zlib.zstdDecompressSync(bytes)),
  },
  "gzip and br": {
    contentEncoding: ["gzip, br"],
    encode: (bytes) => compress.br(compress.gzip(bytes)),
    decode: (bytes) => gunzip(unbrotli(bytes)),
  },
  "undeclared gzip": { contentEncoding: [], encode: compress.gzip, decode: gunzip },
};

function orNothing(decode: () => Uint8Array): Uint8Array {
  try {
    return decode();
  } catch {
    return new Uint8Array(0);
  }
}

/** Ways of writing the secret. */
const writings: Readonly<Record<string, string>> = {
  plain: SECRET_VALUE,
  base64: Buffer.from(`"t": "${SECRET_VALUE}"`).toString("base64"),
  "JSON-escaped": SECRET_VALUE.replaceAll("/", "\\/").replaceAll("9", "\\u0039"),
  percent: encodeURIComponent(SECRET_VALUE),
};

/** Where the secret stands: round the borders of what is looked at together, and at the ends. */
const W = limits.streamWindowBytes;
const places = [0, 3 * W - 20, 4 * W - 5];
const SIZES = [1000, 4096, W - 1, 1e6];

for (const [name, { contentEncoding, encode, decode }] of Object.entries(wires)) {
  Deno.test(`streamBody() passes a clean body in ${name} on, byte for byte, however it is cut`, async () => {
    const random = seeded(1);
    const body = encode(Buffer.from(lines(5 * W)));
    for (const size of [...SIZES, 0]) {
      const pieces = size > 0 ? cut(body, size) : randomly(body, random);
      const passed = await stream(pieces, { contentEncoding });
      assert.deepEqual([passed.refused, passed.findings], [undefined, []]);
      assert.ok(Buffer.from(body).equals(passed.clean), `size ${size}`);
      assert.ok(passed.held <= limits.streamHeldBytes);
    }
  });

  Deno.test(`streamBody() finds a secret in ${name} across any border and lets nothing of it out`, async () => {
    const random = seeded(2);
    for (const [writing, secret] of Object.entries(writings)) {
      for (const at of places) {
        const text = `${lines(at)} x ${secret} y ${lines(2 * W)}`;
        const body = encode(Buffer.from(text));
        for (const size of [SIZES[Math.floor(SIZES.length * random())] ?? 0, 0]) {
          const pieces = size > 0 ? cut(body, size) : randomly(body, random);
          const { findings, clean } = await stream(pieces, { contentEncoding });
          const label = `${writing} at ${at}, size ${size}`;
          assert.equal(findings[0]?.detector, "known_secrets", label);
          assertNothingOf(secret, decode(clean), label);
        }
      }
    }
  });

  Deno.test(`streamBody() finds a secret in ${name} that comes byte by byte`, async () => {
    for (const size of [1, 2, 3, 7]) {
      const body = encode(Buffer.from(`${lines(3_000)} x ${SECRET_VALUE} y ${lines(3_000)}`));
      const { findings, clean } = await stream(cut(body, size), { contentEncoding });
      assert.equal(findings.length, 1, `size ${size}`);
      assertNothingOf(SECRET_VALUE, decode(clean), `size ${size}`);
    }
  });
}

for (const name of ["identity", "gzip", "deflate", "br", "zstd", "gzip and br"]) {
  Deno.test(`streamBody() on the way in cuts ${name} before a secret, however it is cut`, async () => {
    const wire = wires[name];
    assert.ok(wire !== undefined);
    const engine = sampleEngine.secretsOnly();
    for (const [writing, secret] of Object.entries(writings)) {
      const body = wire.encode(Buffer.from(`${lines(3_000)} x ${secret} y ${lines(3_000)}`));
      for (const size of [1, 3, 50, 1e6]) {
        const read = await stream(cut(body, size), wire, "pass", engine);
        assert.equal(read.findings[0]?.kind, "SAMPLE_TOKEN", `${writing}, size ${size}`);
        assertNothingOf(secret, wire.decode(read.clean), `${writing}, size ${size}`);
      }
    }
  });
}

/** Pieces of random sizes, small ones and large ones. */
function* randomly(bytes: Uint8Array, random: () => number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length;) {
    const size = 1 + Math.floor(2 ** (18 * random()));
    yield bytes.subarray(at, at + size);
    at += size;
  }
}
