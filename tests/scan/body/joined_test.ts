import assert from "node:assert/strict";
import { joined } from "../../../lib/scan/body/joined.ts";

Deno.test("joined() puts nothing between strings and leaves out the middle of long ones", () => {
  assert.equal(joined(["ab", "", "cd"]), "abcd");
  const long = `${"a".repeat(64)}${"-".repeat(500)}${"b".repeat(64)}`;
  assert.equal(joined(["x", long, "y"]), `x${"a".repeat(64)}\n${"b".repeat(64)}y`);
});
