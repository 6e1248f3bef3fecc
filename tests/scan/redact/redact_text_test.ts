import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { redactText } from "../../../lib/scan/redact/redact_text.ts";

Deno.test("redactText() replaces every occurrence in every writing at once", () => {
  const value = "tok+live/0123456789";
  const base64 = Buffer.from(value).toString("base64");
  const text = `${value} ${encodeURIComponent(value)} tok+live\\/0123456789 ${base64} tok`;
  assert.equal(redactText(text, value), "******** ******** ******** ******** tok");
});

Deno.test("redactText() gives the text back where the value does not stand in it", () => {
  assert.equal(redactText("some text", "tok_live"), "some text");
});
