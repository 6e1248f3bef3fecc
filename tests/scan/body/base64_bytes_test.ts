import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { limits } from "../../../lib/limits.ts";
import { base64Bytes } from "../../../lib/scan/body/base64_bytes.ts";
import { latin1 } from "../../../lib/scan/body/latin1.ts";
import { runSteps } from "../../../lib/scan/steps.ts";

Deno.test("base64Bytes() reads both alphabets, lines, strays, and text after padding", async () => {
  const encoded = Buffer.from("\xfb\xef\xbe some text here", "latin1").toString("base64");
  const wrapped = encoded.replace(/.{5}/g, "$&\r\n *").replaceAll("+", "-").replaceAll("/", "_");
  assert.equal(
    latin1(await runSteps(base64Bytes(Buffer.from(wrapped)))),
    "\xfb\xef\xbe some text here",
  );
  assert.equal(latin1(await runSteps(base64Bytes(Buffer.from("YQ==Yg==")))), "ab");
});

Deno.test("base64Bytes() reads a long text as a short one, wherever a step ends in it", async () => {
  const data = Uint8Array.from({ length: limits.scanStepBytes }, (_, i) => (i * i) >> 3);
  for (const before of ["", "*", "**", "***"]) {
    const encoded = before + Buffer.from(data).toString("base64").replace(/.{76}/g, "$&\r\n");
    const decoded = await runSteps(base64Bytes(Buffer.from(encoded)));
    assert.ok(Buffer.from(decoded).equals(data));
  }
});
