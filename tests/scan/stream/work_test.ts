import assert from "node:assert/strict";
import { limits } from "../../../lib/limits.ts";
import { bodyDetectors } from "../../../lib/scan/scan_bytes.ts";
import type { Finding } from "../../../lib/scan/finding.ts";
import { SECRET_VALUE } from "../../support/scan_samples.ts";
import { haltOf, sampleEngine, sampleWork } from "../../support/scan_stages.ts";

const view = { surface: "body", views: [], text: `some ${SECRET_VALUE} more` };
const found = sampleEngine.scan(view, { detectors: bodyDetectors, surfaceKind: "body" });
const warnings = found.map((finding): Finding => ({ ...finding, severity: "warn" }));

Deno.test("work() halts at a finding that blocks, without words, and keeps it", async () => {
  const shared = sampleWork();
  assert.equal(await haltOf((async () => await shared.found(found, []))()), undefined);
  assert.equal(shared.takeFindings().length, 1);
  assert.deepEqual(shared.takeFindings(), []);
});

Deno.test("work() tells a warning once, and where it was decoded from", () => {
  const shared = sampleWork();
  shared.found(warnings, ["gzip"]);
  shared.found(warnings, []);
  const [finding, ...more] = shared.takeFindings();
  assert.deepEqual(finding?.views, ["gzip"]);
  assert.equal(finding?.span, undefined);
  assert.deepEqual(more, []);
});

Deno.test("work() keeps only so many warnings", () => {
  const shared = sampleWork();
  for (let i = 0; i < 2 * limits.streamWarnings; i++) {
    shared.found(warnings.map((finding) => ({ ...finding, kind: `kind ${i}` })), []);
  }
  assert.equal(shared.takeFindings().length, limits.streamWarnings);
});

Deno.test("work() gives a turn for every piece that was looked at", async () => {
  let turns = 0;
  const shared = sampleWork("refuse", () => void turns++);
  for (let i = 0; i < 8; i++) await shared.looked(limits.streamPieceBytes / 4);
  assert.equal(turns, 2);
});
