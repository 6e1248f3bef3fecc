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
const scanned = (bytes: Uint8Array) => runSteps(scanAsStream(readers, bytes, about));

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
