import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { latin1 } from "../../../lib/scan/body/latin1.ts";
import { quotedPrintable } from "../../../lib/scan/body/quoted_printable.ts";

function undo(text: string): string {
  return latin1(quotedPrintable(Buffer.from(text, "latin1")));
}

Deno.test("quotedPrintable() undoes bytes and soft line breaks", () => {
  assert.equal(undo("a=3Db=c3=A9"), "a=b\xc3\xa9");
  assert.equal(undo("one=\r\ntwo= \t\r\nthree=\nfour"), "onetwothreefour");
});

Deno.test("quotedPrintable() leaves what is malformed", () => {
  assert.equal(undo("a=zz= x="), "a=zz= x=");
});
