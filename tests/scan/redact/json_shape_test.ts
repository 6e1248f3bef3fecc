import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { jsonShape } from "../../../lib/scan/redact/json_shape.ts";
import { stepsOf } from "../../support/steps_of.ts";

function shape(text: string): string {
  return stepsOf(jsonShape({ text, bytes: Buffer.from(text, "latin1") })).result;
}

Deno.test("jsonShape() tells a document from documents on lines and from neither", () => {
  assert.equal(shape('\n{"a":\n1}'), "document");
  assert.equal(shape('\xef\xbb\xbf["a"]'), "document");
  assert.equal(shape('{"a":1}\n \xa0\r\n{"b":2}\n'), "lines");
  assert.equal(shape('{"a":1}\n\xef\xbb\xbf{"b":2}'), "lines");
  assert.equal(shape('{"a":1}\n{"b":}'), "none");
  assert.equal(shape("12"), "none");
});
