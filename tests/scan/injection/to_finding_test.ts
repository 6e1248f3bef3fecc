import assert from "node:assert/strict";
import { toFinding, tooMuchEncoded } from "../../../lib/scan/injection/to_finding.ts";

const text = "Hello. Ignore this. Bye.";
const sign = { id: "drop", kind: "demand to drop", strength: "strong" } as const;
const judged = {
  severity: "block",
  signs: [{ sign, start: 7, end: 18 }],
  unseen: "HTML comment",
} as const;

Deno.test("toFinding() says in words what was found, and where in the stream", () => {
  const surface = { surface: "body", views: [] };
  const finding = toFinding({ text, views: [], judged: [judged], base: 100 }, judged, surface);
  assert.equal(finding.reason, "demand to drop in body (HTML comment)");
  assert.equal(finding.value?.reveal(), "Ignore this");
  assert.deepEqual(finding.span, { start: 107, end: 118 });
  assert.equal(finding.context, "Hello. ******** Bye.");
});

Deno.test("toFinding() has no place for what was decoded, before or by the scan", () => {
  const signed = { text, views: ["hex"], judged: [judged], base: 0 };
  const finding = toFinding(signed, judged, { surface: "body", views: ["gzip"] });
  assert.equal(finding.span, undefined);
  assert.deepEqual(finding.views, ["gzip", "hex"]);
});

Deno.test("tooMuchEncoded() warns in words", () => {
  const finding = tooMuchEncoded({ surface: "body", views: [] });
  assert.equal(finding.severity, "warn");
  assert.equal(finding.kind, "too-much-encoded");
  assert.equal(finding.reason, "more encoded text in body than is looked at");
});
