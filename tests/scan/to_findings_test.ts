import assert from "node:assert/strict";
import type { Detector } from "../../lib/scan/finding.ts";
import type { Seen, Sighting } from "../../lib/scan/sighting.ts";
import { type ScanOptions, toFindings } from "../../lib/scan/to_findings.ts";
import { VENDOR_TOKEN } from "../support/scan_samples.ts";

const TEXT = `the key ${VENDOR_TOKEN} here`;

function seen(change: Partial<Sighting> = {}, place: Partial<Seen> = {}): Seen {
  const sighting: Sighting = {
    detector: "token_patterns",
    kind: "acme-key",
    what: "Acme key",
    written: [],
    contextual: false,
    value: VENDOR_TOKEN,
    start: 8,
    end: 8 + VENDOR_TOKEN.length,
    ...change,
  };
  return { sighting, text: TEXT, views: [], hidden: false, ...place };
}

function options(...detectors: Detector[]): ScanOptions {
  return { detectors: new Set(detectors), surfaceKind: "body" };
}

const on = options("token_patterns", "known_secrets", "unicode_evasion");

function findings(all: readonly Seen[], asked = on, refusals: readonly string[] = []) {
  return toFindings(
    { seen: all, refusals: new Set(refusals) },
    { surface: "header x-key", views: [], text: TEXT },
    asked,
  );
}

Deno.test("toFindings() says what, where and how, and never shows the value", () => {
  const [finding] = findings([seen({ written: ["reversed"] }, { views: ["base64", "hex"] })]);
  assert.equal(finding?.reason, "Acme key in header x-key (base64, hex, reversed)");
  assert.deepEqual(finding?.views, ["base64", "hex"]);
  assert.equal(finding?.span, undefined);
  assert.equal(finding?.context, "the key ******** here");
  assert.ok(!JSON.stringify(finding).includes(VENDOR_TOKEN));
  assert.equal(finding?.value?.reveal(), VENDOR_TOKEN);
});

Deno.test("toFindings() gives the span of what stands in the surface itself", () => {
  assert.deepEqual(findings([seen()])[0]?.span, { start: 8, end: 8 + VENDOR_TOKEN.length });
});

Deno.test("toFindings() tells each value once, in the least decoded text", () => {
  const found = findings([seen({}, { views: ["base64"] }), seen(), seen({}, { hidden: true })]);
  assert.deepEqual(found.map(({ views, detector }) => [views, detector]), [[[], "token_patterns"]]);
});

Deno.test("toFindings() leaves out a value known by its context inside one with a shape of its own", () => {
  const inside = seen({ kind: "token", contextual: true });
  assert.deepEqual(findings([inside, seen()]).map(({ kind }) => kind), ["acme-key"]);
  const wider = seen({ kind: "token", contextual: true, start: 4, value: `key ${VENDOR_TOKEN}` });
  assert.equal(findings([wider, seen()]).length, 2);
});

Deno.test("toFindings() gives only what the detectors that are on have found", () => {
  assert.deepEqual(findings([seen()], options("known_secrets")), []);
  assert.equal(findings([seen()], options("token_patterns")).length, 1);
});

Deno.test("toFindings() calls hidden values an evasion, and what they are where that is off", () => {
  const hidden = [seen({}, { hidden: true, views: ["unicode"] })];
  assert.equal(findings(hidden)[0]?.detector, "unicode_evasion");
  assert.equal(findings(hidden, options("token_patterns"))[0]?.detector, "token_patterns");
  assert.deepEqual(findings(hidden, options("known_secrets")), []);
});

Deno.test("toFindings() passes over approved values and published dummies, and masks them still", () => {
  const other = "h4Jk9sW2qLx7Zt5v";
  const text = `${other} ${VENDOR_TOKEN}`;
  const found = toFindings(
    {
      seen: [
        seen({ value: other, kind: "other", start: 0, end: 16 }, { text }),
        seen({ start: 17, end: 17 + VENDOR_TOKEN.length }, { text }),
      ],
      refusals: new Set(),
    },
    { surface: "body", views: [], text },
    { ...on, approved: (value) => value === other },
  );
  assert.deepEqual(found.map(({ kind }) => kind), ["acme-key"]);
  assert.equal(found[0]?.context, "******** ********");
  const example = "AKIAIOSFODNN7" + "EXAMPLE";
  assert.deepEqual(findings([seen({ value: example })]), []);
});

Deno.test("toFindings() turns what could not be looked at into a finding without value", () => {
  const [finding] = findings([], on, ["more encoded text than can be looked at"]);
  assert.equal(finding?.severity, "block");
  assert.equal(finding?.value, undefined);
  assert.equal(finding?.reason, "more encoded text than can be looked at in header x-key");
});

Deno.test("toFindings() tells an encoded known secret once, not again where it is decoded", () => {
  const encoded = "YWNtZQ".repeat(4);
  const known = { detector: "known_secrets", kind: "TOKEN", what: "value of TOKEN" } as const;
  const form = seen(
    { ...known, value: encoded, written: ["base64"], start: 0, end: encoded.length },
    { text: encoded },
  );
  const piece = seen({ ...known, value: "YWNt", start: 0, end: 4 }, { text: encoded });
  const decoded = seen(known, { views: ["base64"] });
  assert.deepEqual(findings([form, decoded, piece]).map(({ value }) => value?.reveal()), [encoded]);
  const elsewhere = seen({ ...known, value: "acme", start: 4, end: 8 });
  assert.equal(findings([form, decoded, elsewhere]).length, 2);
  const other = seen({ ...known, kind: "OTHER" }, { views: ["base64"] });
  assert.equal(findings([form, other]).length, 2);
});
