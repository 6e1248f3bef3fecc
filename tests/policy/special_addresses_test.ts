import assert from "node:assert/strict";
import { parseCidr } from "../../lib/policy/cidr.ts";
import { specialAddresses } from "../../lib/policy/special_addresses.ts";

Deno.test("specialAddresses are ranges that can be read, each once and with its source", () => {
  for (const { range, source } of specialAddresses) {
    assert.ok(parseCidr(range), range);
    assert.ok(source.length > 2, range);
  }
  const ranges = specialAddresses.map(({ range }) => range);
  assert.equal(new Set(ranges).size, ranges.length);
});
