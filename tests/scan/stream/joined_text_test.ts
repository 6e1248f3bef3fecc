import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { joinedText } from "../../../lib/scan/stream/joined_text.ts";
import { work } from "../../../lib/scan/stream/work.ts";
import { DEMAND } from "../../support/demand.ts";
import { KNOWN, testEngine } from "../../support/engine.ts";
import { haltOf } from "../../support/scan_stages.ts";
import { testSigns } from "../../support/signs.ts";

Deno.test("joinedText() is read for known secrets and for signs of injection", async () => {
  for (const bad of [KNOWN, DEMAND]) {
    const options = {
      detectors: new Set(["known_secrets"] as const),
      surfaceKind: "body",
    } as const;
    const by = work(testEngine().secretsOnly(), options, "pass", () => {}, testSigns());
    const stage = joinedText({ surface: "body", views: ["joined events"] }, by);
    const reading = (async () => {
      for (const letter of ` ${bad} `) await stage.push(Buffer.from(letter));
      await stage.end();
    })();
    assert.equal(await haltOf(reading), undefined);
    const [finding] = by.takeFindings();
    assert.deepEqual([finding?.surface, finding?.views[0]], ["body", "joined events"]);
  }
});
