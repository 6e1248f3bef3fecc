/** For every split of what comes in, the verdict is that of the whole. */
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { streamBody } from "../../lib/scan/stream/stream_body.ts";
import { DEMAND } from "../support/demand.ts";
import { KNOWN, testEngine } from "../support/engine.ts";
import { testSigns } from "../support/signs.ts";

const FILLER = "An ordinary page about gardens, and what grows in them. ".repeat(5);

const delta = (text: string) =>
  `event: content_block_delta\ndata: ${
    JSON.stringify({ type: "content_block_delta", index: 0, delta: { type: "text_delta", text } })
  }\n\n`;
const deltas = (text: string, size: number) =>
  (text.match(new RegExp(`[^]{1,${size}}`, "g")) ?? []).map(delta).join("");

interface Row {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly type: string;
  readonly coding?: string;
  readonly blocks: boolean;
}

const rows: readonly Row[] = [
  ["a demand", DEMAND, true],
  ["a known secret", `you sent ${KNOWN} to us`, true],
  ["nothing", "Water them well, and wait.", false],
].flatMap(([name, middle, blocks]) => {
  const text = `${FILLER}${middle} ${FILLER}`;
  const row = { blocks: blocks === true, type: "text/plain" };
  const events = deltas(text, 4);
  return [
    { ...row, name: `${name} in text`, bytes: Buffer.from(text) },
    { ...row, name: `${name} in HTML`, bytes: Buffer.from(`<p>${text}</p>`), type: "text/html" },
    { ...row, name: `${name} in gzip`, bytes: gzipSync(text), coding: "gzip" },
    { ...row, name: `${name} in brotli`, bytes: brotliCompressSync(text), coding: "br" },
    { ...row, name: `${name} in UTF-16`, bytes: Buffer.from(`\ufeff${text}`, "utf16le") },
    { ...row, name: `${name} in events`, bytes: Buffer.from(events), type: "text/event-stream" },
    {
      ...row,
      name: `${name} in coded events`,
      bytes: gzipSync(events),
      type: "text/event-stream",
      coding: "gzip",
    },
  ];
});

/** Whether the stream is stopped, and what came out of it. */
async function judged({ bytes, type, coding }: Row, sizes: () => number) {
  const about = { contentType: type, contentEncoding: coding === undefined ? [] : [coding] };
  const stream = streamBody(testEngine().secretsOnly(), about, {
    detectors: new Set(["known_secrets"]),
    surfaceKind: "body",
    unreadable: "pass",
    signs: testSigns(),
  });
  const out: Uint8Array[] = [];
  let blocks = false;
  const take = (step: Awaited<ReturnType<typeof stream.push>>) => {
    blocks ||= step.findings.some(({ severity }) => severity === "block");
    assert.equal(step.refused, undefined);
    out.push(...step.clean.map((slice) => slice.slice()));
  };
  for (let at = 0; at < bytes.length && !blocks;) {
    const size = sizes();
    take(await stream.push(bytes.slice(at, at + size)));
    at += size;
  }
  if (!blocks) take(await stream.end());
  stream.close();
  return { blocks, out: Buffer.concat(out) };
}

/** The same numbers for the same seed, each at least 1. */
function drawn(seed: number, most: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return 1 + state % most;
  };
}

for (const row of rows) {
  Deno.test(`streamBody() on the way in judges ${row.name} as the whole, however it is split`, async () => {
    const whole = await judged(row, () => row.bytes.length);
    assert.equal(whole.blocks, row.blocks);
    const splits = [drawn(1, 1), drawn(2, 5), drawn(3, 40), drawn(4, 700), drawn(5, 3000)];
    for (const [index, sizes] of splits.entries()) {
      const { blocks, out } = await judged(row, sizes);
      assert.equal(blocks, row.blocks, `split ${index}`);
      if (!blocks) assert.ok(out.equals(row.bytes), `split ${index}`);
      const text = out.toString("latin1");
      assert.equal(text.includes(DEMAND.slice(0, 40)) || text.includes(KNOWN.slice(0, 20)), false);
    }
  });
}
