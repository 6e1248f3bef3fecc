import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { plusAsSpace } from "../../../lib/scan/stream/plus_as_space.ts";

Deno.test("plusAsSpace() writes spaces for every plus and leaves the given bytes alone", () => {
  const bytes = Buffer.from("a+b++c%2B+");
  const rewriter = plusAsSpace();
  assert.equal(Buffer.from(rewriter.push(bytes)).toString(), "a b  c%2B ");
  assert.equal(bytes.toString(), "a+b++c%2B+");
  assert.equal(rewriter.end().length, 0);
});
