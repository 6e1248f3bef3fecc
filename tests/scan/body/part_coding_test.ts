import assert from "node:assert/strict";
import { partCoding } from "../../../lib/scan/body/part_coding.ts";

Deno.test("partCoding() names the coding, whatever stands round it", () => {
  assert.equal(partCoding([]), "");
  assert.equal(partCoding(["7BIT"]), "7bit");
  assert.equal(partCoding(["Base64"]), "base64");
  const odd = ['"quoted-printable"', "(a comment) Quoted-Printable", "quoted-printable;x=1"];
  for (const value of odd) assert.equal(partCoding([value]), "quoted-printable");
  assert.equal(partCoding(["7bit", "quoted-printable"]), "quoted-printable");
});
