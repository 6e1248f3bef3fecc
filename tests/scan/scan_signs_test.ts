import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { scanSigns } from "../../lib/scan/scan_signs.ts";
import { runSteps } from "../../lib/scan/steps.ts";
import { DEMAND } from "../support/demand.ts";
import { testSigns } from "../support/signs.ts";

async function found(
  body: string | Uint8Array,
  contentType?: string,
  ...contentEncoding: string[]
) {
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  const { findings } = await runSteps(
    scanSigns(testSigns(), bytes, { contentType, contentEncoding }),
  );
  return findings.filter(({ severity }) => severity === "block").length;
}

Deno.test("scanSigns() reads text in any coding and character set, once", async () => {
  const clean = await found("An ordinary page about gardening.");
  assert.equal(clean, 0);
  const once = await found(DEMAND);
  assert.ok(once > 0);
  const wide = Buffer.from(DEMAND, "utf16le");
  const rows: [Uint8Array | string, string?, ...string[]][] = [
    [gzipSync(DEMAND), "text/plain", "gzip"],
    [brotliCompressSync(gzipSync(DEMAND)), "text/plain", "gzip, br"],
    [wide, "text/plain; charset=utf-16le"],
    [JSON.stringify({ content: [{ type: "text", text: `\n${DEMAND}` }] }), "application/json"],
    [`<html><p>${DEMAND}</p></html>`, "text/html"],
  ];
  for (const [body, type, ...codings] of rows) {
    assert.equal(await found(body, type, ...codings), once, `${type} ${codings}`);
  }
});

Deno.test("scanSigns() says why it could not read a body", async () => {
  const about = { contentType: "text/plain", contentEncoding: ["gzip"] };
  const { refused } = await runSteps(scanSigns(testSigns(), Buffer.from(DEMAND), about));
  assert.match(refused ?? "", /gzip/);
});

Deno.test("scanSigns() reads no pictures and archives, unless the header lies", async () => {
  assert.equal(await found(`PK\x03\x04${"\x01\x02".repeat(200)}${DEMAND}`, "application/zip"), 0);
  assert.ok(await found(DEMAND, "application/zip") > 0);
});
