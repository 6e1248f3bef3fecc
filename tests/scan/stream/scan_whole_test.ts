import assert from "node:assert/strict";
import { scanWhole } from "../../../lib/scan/stream/scan_whole.ts";
import { SECRET_VALUE } from "../../support/scan_samples.ts";
import { haltOf, lines, sampleWork } from "../../support/scan_stages.ts";

Deno.test("scanWhole() halts at a finding and passes a clean text in turns", async () => {
  let turns = 0;
  const shared = sampleWork("refuse", () => void turns++);
  await scanWhole({ surface: "body", views: ["joined"], text: lines(1_000_000) }, shared);
  assert.ok(turns >= 3);
  const bad = { surface: "body", views: ["joined"], text: `some ${SECRET_VALUE} more` };
  assert.equal(await haltOf(scanWhole(bad, shared)), undefined);
  assert.deepEqual(shared.takeFindings().map(({ views }) => views), [["joined"]]);
});
