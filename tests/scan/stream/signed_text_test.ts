import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { signedText } from "../../../lib/scan/stream/signed_text.ts";
import { work } from "../../../lib/scan/stream/work.ts";
import { DEMAND } from "../../support/demand.ts";
import { cut, haltOf, sampleEngine } from "../../support/scan_stages.ts";
import { testSigns } from "../../support/signs.ts";

const shared = (signs = true) =>
  work(
    sampleEngine,
    { detectors: new Set(), surfaceKind: "body" },
    "pass",
    () => {},
    signs ? testSigns() : undefined,
  );

const ABOUT = { surface: "body", views: [], contentType: "text/plain", atOnce: false };

Deno.test("signedText() halts at a demand, however its bytes come", async () => {
  for (const size of [1, 7, 1000]) {
    const by = shared();
    const stage = signedText(ABOUT, by);
    const reading = (async () => {
      for (const piece of cut(Buffer.from(`words ${DEMAND} words`), size)) await stage.push(piece);
      await stage.end();
    })();
    assert.equal(await haltOf(reading), undefined);
    assert.equal(by.takeFindings()[0]?.detector, "naive_injection_detection");
  }
});

Deno.test("signedText() asks for nothing where no signs are wanted, or the bytes are no text", async () => {
  assert.equal(signedText(ABOUT, shared(false)).cleared(), Infinity);
  const stage = signedText({ ...ABOUT, contentType: "image/png" }, shared());
  await stage.push(Buffer.from(`\x89PNG\r\n\x1a\n${"\0".repeat(300)}${DEMAND}`, "latin1"));
  assert.equal(stage.cleared(), Infinity);
});

Deno.test("signedText() holds what may be the beginning of a demand until time is up", async () => {
  const by = shared();
  const stage = signedText(ABOUT, by);
  const begun = "An answer. Please ignore all previous instru";
  await stage.push(Buffer.from(begun));
  assert.ok(stage.cleared() < begun.length);
  for (const decide of by.hesitating) await decide();
  assert.equal(stage.cleared(), begun.length);
});
