import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { limits } from "../../../lib/limits.ts";
import { scannedText } from "../../../lib/scan/stream/scanned_text.ts";
import { SECRET_VALUE } from "../../support/scan_samples.ts";
import { haltOf, lines, sampleWork } from "../../support/scan_stages.ts";

const place = { surface: "body part 2", views: ["gzip"] };

Deno.test("scannedText() lets go what the engine lets go, and all at the end", async () => {
  const stage = scannedText(place, sampleWork());
  const bytes = Buffer.from(lines(1_000_000));
  await stage.push(bytes);
  assert.ok(stage.cleared() <= bytes.length - limits.streamWindowBytes);
  assert.ok(stage.cleared() >= bytes.length - 2 * limits.streamPieceBytes);
  await stage.end();
  assert.equal(stage.cleared(), bytes.length);
});

Deno.test("scannedText() halts at a finding and says where it stands", async () => {
  const shared = sampleWork();
  const stage = scannedText(place, shared);
  await stage.push(Buffer.from(`some ${SECRET_VALUE} more`));
  assert.equal(await haltOf(stage.end()), undefined);
  const [finding] = shared.takeFindings();
  assert.equal(finding?.surface, "body part 2");
  assert.deepEqual(finding?.views, ["gzip"]);
});

Deno.test("scannedText() gives a turn for each piece of a long push, and within each look", async () => {
  let turns = 0;
  const stage = scannedText(place, sampleWork("refuse", () => void turns++));
  await stage.push(Buffer.from(lines(8 * limits.streamPieceBytes)));
  // The window is looked at again with each piece: of three steps two come to a turn.
  assert.ok(turns > 8 && turns <= 16, `${turns}`);
});
