import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { limits } from "../../../lib/limits.ts";
import { latin1 } from "../../../lib/scan/body/latin1.ts";
import { quotedPrintable } from "../../../lib/scan/body/quoted_printable.ts";
import { runSteps } from "../../../lib/scan/steps.ts";

async function undo(text: string): Promise<string> {
  return latin1(await runSteps(quotedPrintable(Buffer.from(text, "latin1"))));
}

Deno.test("quotedPrintable() undoes bytes and soft line breaks", async () => {
  assert.equal(await undo("a=3Db=c3=A9"), "a=b\xc3\xa9");
  assert.equal(await undo("one=\r\ntwo= \t\r\nthree=\nfour"), "onetwothreefour");
});

Deno.test("quotedPrintable() leaves what is malformed", async () => {
  assert.equal(await undo("a=zz= x="), "a=zz= x=");
});

Deno.test("quotedPrintable() undoes what stands where a step ends", async () => {
  const step = limits.scanStepBytes;
  for (let at = step - 3; at <= step; at++) {
    const plain = "x".repeat(at);
    assert.ok(await undo(`${plain}=3D${plain}`) === `${plain}=${plain}`);
  }
});
