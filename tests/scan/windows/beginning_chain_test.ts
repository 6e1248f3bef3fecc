import assert from "node:assert/strict";
import { beginningChain } from "../../../lib/scan/windows/beginning_chain.ts";

Deno.test("beginningChain() tries the first and the last places of a row that overlaps itself", () => {
  const tried: number[] = [];
  const chain = beginningChain<string>((_, start) => tried.push(start));
  for (let start = 0; start < 100; start++) chain.add("AAAA", start, 4);
  chain.close();
  assert.deepEqual(tried, [0, 92, 93, 94, 95, 96, 97, 98, 99]);
});

Deno.test("beginningChain() tries all places that stand apart, each key by itself", () => {
  const tried: string[] = [];
  const chain = beginningChain<string>((key, start) => tried.push(`${key}${start}`));
  chain.add("a", 0, 4);
  chain.add("b", 2, 4);
  chain.add("a", 4, 4);
  chain.add("a", 6, 4);
  chain.add("a", 50, 4);
  chain.close();
  assert.deepEqual(tried, ["a0", "b2", "a4", "a6", "a50"]);
});
