import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { replaceSpans } from "../../../lib/scan/redact/replace_spans.ts";
import { stepsOf } from "../../support/steps_of.ts";

function source(text: string) {
  return { text, bytes: Buffer.from(text, "latin1") };
}

Deno.test("replaceSpans() replaces each span in the text and its bytes", () => {
  const spans = [{ start: 0, end: 2 }, { start: 3, end: 4 }, { start: 6, end: 7 }];
  const { text, bytes } = stepsOf(replaceSpans(source("ab\xffdefg"), spans)).result;
  assert.equal(text, "********\xff********ef********");
  assert.equal(Buffer.from(bytes).toString("latin1"), text);
});

Deno.test("replaceSpans() gives the very text back where that changes nothing", () => {
  const given = source("a ******** b");
  assert.equal(stepsOf(replaceSpans(given, [])).result, given);
  assert.equal(stepsOf(replaceSpans(given, [{ start: 2, end: 10 }])).result, given);
});
