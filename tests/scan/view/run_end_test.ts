import assert from "node:assert/strict";
import { HEX } from "../../../lib/scan/view/byte_classes.ts";
import { runEnd } from "../../../lib/scan/view/run_end.ts";
import { asText } from "../../support/scan_samples.ts";

Deno.test("runEnd() finds the first byte that is not of the class, wherever it stands", () => {
  for (const length of [1, 7, 8, 63, 64, 65, 72, 200]) {
    for (let at = 0; at < length; at++) {
      const { bytes } = asText(`xy${"a".repeat(at)}-${"a".repeat(length - at)}`);
      assert.equal(runEnd(bytes, 2, bytes.length, HEX), 2 + at, `${at} of ${length}`);
    }
  }
});

Deno.test("runEnd() goes to the limit and not beyond it", () => {
  const { bytes } = asText("a".repeat(300));
  for (const limit of [0, 5, 64, 99, 104, 300]) {
    assert.equal(runEnd(bytes, 0, limit, HEX), limit);
    assert.equal(runEnd(bytes.subarray(3), 0, Math.min(limit, 297), HEX), Math.min(limit, 297));
  }
});
