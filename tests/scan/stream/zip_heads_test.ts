import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { zipHeads } from "../../../lib/scan/stream/zip_heads.ts";
import { haltOf, lines, through } from "../../support/scan_stages.ts";

const HEAD = "PK\x03\x04\x14\x00\x00\x00\x08\x00";

Deno.test("zipHeads() refuses an archive wherever it begins, over any border", async () => {
  const body = Buffer.from(`${lines(300)}${HEAD}${lines(50)}`, "latin1");
  for (const size of [1, 2, 3, 7, 64, 1000]) {
    assert.match(await haltOf(through(zipHeads(), body, size)) ?? "", /archive/);
  }
});

Deno.test("zipHeads() passes what begins like one and makes no sense", async () => {
  for (const text of ["PK\x03\x04 is how they begin", `${HEAD.slice(0, 9)}\xff`, "PK", lines(99)]) {
    await through(zipHeads(), Buffer.from(text, "latin1"), 5);
  }
});
