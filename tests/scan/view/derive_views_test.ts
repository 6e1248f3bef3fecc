import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { gzipSync } from "node:zlib";
import { deriveViews } from "../../../lib/scan/view/derive_views.ts";
import { asText, utf8 } from "../../support/scan_samples.ts";
import { toEnd } from "../../support/to_end.ts";

const TEXT = "Some text, 12345 letters";

function names(text: string): string[] {
  const source = asText(text);
  const { views } = toEnd(deriveViews(source, false).derive(0, text.length, 1 << 20));
  return views.map((view) => view.names.join("+"));
}

const cases: Readonly<Record<string, string>> = {
  base64: Buffer.from(TEXT).toString("base64"),
  hex: Buffer.from(TEXT).toString("hex"),
  base32: "KNXW2ZJAORSXQ5BMEAYTEMZUGUQGYZLUORSXE4Y",
  percent: TEXT.replace(/t/g, "%74"),
  "letters apart": [...TEXT].join("\0"),
  "base64+gzip": gzipSync(TEXT).toString("base64"),
  unicode: utf8("tok1\u200bab2cd3ef4gh5"),
};

for (const [name, text] of Object.entries(cases)) {
  Deno.test(`deriveViews() names the view ${name}`, () => {
    assert.ok(names(`>> ${text} <<`).includes(name), names(text).join());
  });
}

Deno.test("deriveViews() derives nothing from plain text", () => {
  assert.deepEqual(names("an ordinary line of text with getElementsByTagName(12)"), []);
});

Deno.test("deriveViews() marks where the view unicode was changed, and only there", () => {
  const source = asText(utf8(`tok1\u200bab2cd3ef4gh5 ${Buffer.from(TEXT).toString("base64")}`));
  const { views } = toEnd(deriveViews(source, false).derive(0, source.text.length, 1 << 20));
  for (const view of views) {
    assert.equal(view.changed !== undefined, view.names[0] === "unicode", view.names.join());
  }
});

Deno.test("deriveViews() leaves out what is too short to hold the least that is looked for", () => {
  const secret = "s3-cr-et_Value.With+Signs/And7Digits8";
  const hex = Buffer.from(secret).toString("hex");
  const encoded: readonly string[] = [
    Buffer.from(secret).toString("base64"),
    Buffer.from(secret).toString("base64url"),
    hex,
    hex.replace(/../g, "$& "),
    [...secret].join("\0"),
  ];
  for (const text of encoded) {
    const source = asText(`${text} and what stands after it`);
    const derive = (least: number) =>
      toEnd(deriveViews(source, true, least).derive(0, source.text.length, 0)).views;
    const shows = derive(secret.length).some((view) => view.source.text.includes(secret));
    assert.ok(shows, text);
    // Of letters apart fewer places are looked at, and one of these may be in a short stretch.
    if (!text.includes("\0")) assert.deepEqual(derive(3 * secret.length), [], text);
  }
});
