import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { scanAsStream } from "../../lib/gate/scan_as_stream.ts";
import { runSteps } from "../../lib/scan/steps.ts";
import { DEMAND } from "../support/demand.ts";
import { testEngine } from "../support/engine.ts";
import { testSigns } from "../support/signs.ts";
import { bytesOf } from "../support/wire_bytes.ts";

const readers = { engine: testEngine().secretsOnly(), signs: testSigns() };
const about = { contentType: "text/plain", contentEncoding: ["gzip"] };
const scanned = (bytes: Uint8Array, contentEncoding = about.contentEncoding) =>
  runSteps(scanAsStream(readers, bytes, { ...about, contentEncoding }));

Deno.test("scanAsStream() reads what does not decode as far as it goes, and as it stands", async () => {
  const whole = gzipSync(`${DEMAND} ${DEMAND}`);
  assert.ok((await scanned(whole)).findings.length > 0);
  assert.ok((await scanned(whole.subarray(0, whole.length - 9))).findings.length > 0);
  assert.deepEqual((await scanned(bytesOf("no gzip at all"))).findings, []);
});

Deno.test("scanAsStream() refuses a bomb", async () => {
  const bomb = gzipSync(new Uint8Array(64 * 1024 * 1024));
  assert.match((await scanned(bomb)).refused ?? "", /expands beyond/);
});

Deno.test("scanAsStream() undoes the codings that some client undoes", async () => {
  const packed = gzipSync(DEMAND);
  // httpx and urllib3 pass over unknown ones, Go and aiohttp read the first field alone.
  for (const codings of [["foo, gzip"], ["gzip", "foo"], ["gzip", "gzip"], ["gzip", "br"]]) {
    assert.ok((await scanned(packed, codings)).findings.length > 0, codings.join("; "));
  }
  const plain = new TextEncoder().encode(DEMAND);
  assert.ok((await scanned(plain, ["foo"])).findings.length > 0);
});

Deno.test("scanAsStream() refuses more codings than are undone", async () => {
  let packed: Uint8Array = new TextEncoder().encode(DEMAND);
  for (let i = 0; i < 6; i++) packed = gzipSync(packed);
  const { refused } = await scanned(packed, ["gzip, gzip, gzip, gzip, gzip, gzip"]);
  assert.match(refused ?? "", /more than 5 content codings/);
});

Deno.test("scanAsStream() refuses what receivers read and the decoder keeps back", async () => {
  const packed = gzipSync(DEMAND);
  const wrongSum = packed.map((byte, at) => at === packed.length - 6 ? byte ^ 0xff : byte);
  const followed = new Uint8Array([...packed, ...bytesOf("garbage")]);
  for (const body of [wrongSum, followed]) {
    assert.match((await scanned(body)).refused ?? "", /does not decode/);
  }
});
