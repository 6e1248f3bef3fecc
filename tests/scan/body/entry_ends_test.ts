import assert from "node:assert/strict";
import { entryEnds } from "../../../lib/scan/body/entry_ends.ts";
import { bytesOf } from "../../support/wire_bytes.ts";

Deno.test("entryEnds() gives a short entry whole, and the ends of a long one", () => {
  assert.equal(entryEnds(bytesOf("short")), "short");
  const long = entryEnds(bytesOf(`first${"-".repeat(100_000)}last`));
  assert.ok(long.startsWith("first-") && long.endsWith("-last") && long.includes("-\n-"));
  assert.ok(long.length < 40_000, String(long.length));
});

Deno.test("entryEnds() ends a line where a head of a zip archive follows", () => {
  assert.equal(entryEnds(bytesOf("a tokenPK\x07\x08rest")), "a token\nrest");
  assert.equal(entryEnds(bytesOf("a tokenPK\x01\x02PK\x05\x06")), "a token\n\n");
  assert.equal(entryEnds(bytesOf("PK is short for a name")), "PK is short for a name");
});
