import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { redactText as inSteps } from "../../../lib/scan/redact/redact_text.ts";
import { soughtValue } from "../../../lib/scan/redact/sought_value.ts";
import { fullWork } from "../../../lib/scan/redact/work.ts";
import { runSteps } from "../../../lib/scan/steps.ts";

async function redactText(text: string, value: string): Promise<string> {
  const source = { text, bytes: Buffer.from(text, "latin1") };
  return (await runSteps(inSteps(source, soughtValue(value), fullWork()))).text;
}

Deno.test("redactText() replaces every occurrence in every writing at once", async () => {
  const value = "tok+live/0123456789";
  const base64 = Buffer.from(value).toString("base64");
  const text = `${value} ${encodeURIComponent(value)} tok+live\\/0123456789 ${base64} tok`;
  assert.equal(await redactText(text, value), "******** ******** ******** ******** tok");
});

Deno.test("redactText() gives the text back where the value does not stand in it", async () => {
  assert.equal(await redactText("some text", "tok_live"), "some text");
});
