import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { atOnce } from "../../../lib/scan/body/at_once.ts";
import { base64Bytes } from "../../../lib/scan/body/base64_bytes.ts";
import { quotedPrintable } from "../../../lib/scan/body/quoted_printable.ts";
import { transferCoding } from "../../../lib/scan/stream/transfer_coding.ts";
import { cut, lines } from "../../support/scan_stages.ts";

function undo(coding: string, text: string, size: number): Buffer {
  const rewriter = transferCoding(coding);
  assert.ok(rewriter !== undefined);
  const pieces = [...cut(Buffer.from(text, "latin1"), size)].map((piece) => rewriter.push(piece));
  return Buffer.concat([...pieces, rewriter.end()]);
}

const whole = (bytes: Uint8Array): Buffer => Buffer.from(bytes);
const base64 = Buffer.from(lines(400)).toString("base64").replace(/.{76}/g, "$&\r\n");
const samples: Readonly<Record<string, readonly string[]>> = {
  base64: [base64, `${base64.slice(0, 62)}=\r\n!${base64}`, "QUJD-_8=QQ==", "QUJDR", ""],
  "quoted-printable": [
    "a=3Db =\r\nsoft =  \t\r\nagain =\nbare =E2=82=AC =zz = =",
    `${"word ".repeat(30)}=\r\n${"=".repeat(20)}=4`,
    `x=${" ".repeat(79)}\r\ny=${" ".repeat(90)}\r\nz`,
  ],
};

for (const [coding, texts] of Object.entries(samples)) {
  const held = coding === "base64" ? base64Bytes : quotedPrintable;
  Deno.test(`transferCoding() undoes ${coding} over any border as if it were whole`, () => {
    for (const text of texts) {
      const expected = whole(atOnce(held(Buffer.from(text, "latin1"))));
      for (let size = 1; size <= Math.min(90, text.length); size++) {
        assert.deepEqual(undo(coding, text, size), expected, `size ${size}`);
      }
    }
  });
}

Deno.test("transferCoding() leaves everything else as it stands", () => {
  for (const coding of ["", "7bit", "8bit", "binary", "x-uuencode"]) {
    assert.equal(transferCoding(coding), undefined);
  }
});
