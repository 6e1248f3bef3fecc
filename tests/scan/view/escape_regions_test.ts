import assert from "node:assert/strict";
import { addRegion, type Region } from "../../../lib/scan/view/escape_regions.ts";
import { asText } from "../../support/scan_samples.ts";

Deno.test("addRegion() takes the run round an escape and text on either side", () => {
  const { bytes } = asText(
    `${"w ".repeat(500)}${"k".repeat(300)}%41${"k".repeat(900)} ${"w ".repeat(500)}`,
  );
  const regions: Region[] = [];
  addRegion(regions, bytes, 1300);
  const [region] = regions;
  assert.ok(region !== undefined && region.start < 1000 && region.start > 400);
  assert.ok(region.end > 2203 && region.end < bytes.length);
});

Deno.test("addRegion() joins regions that touch", () => {
  const { bytes } = asText("w ".repeat(3000));
  const regions: Region[] = [];
  for (const at of [1000, 1010, 1500, 5000]) addRegion(regions, bytes, at);
  assert.equal(regions.length, 2);
});
