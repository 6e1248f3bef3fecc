import assert from "node:assert/strict";
import { createLru } from "../../lib/ca/lru.ts";

Deno.test("createLru() forgets the entry that was not used for longest", () => {
  const lru = createLru<number>(2);
  lru.set("a", 1);
  lru.set("b", 2);
  assert.equal(lru.get("a"), 1);
  lru.set("c", 3);
  assert.equal(lru.get("b"), undefined);
  assert.equal(lru.get("a"), 1);
  assert.equal(lru.get("c"), 3);
  assert.equal(lru.size, 2);
});

Deno.test("createLru() counts setting again as a use and keeps the newer value", () => {
  const lru = createLru<number>(2);
  lru.set("a", 1);
  lru.set("b", 2);
  lru.set("a", 3);
  lru.set("c", 4);
  assert.equal(lru.get("a"), 3);
  assert.equal(lru.get("b"), undefined);
});

Deno.test("createLru() forgets what is deleted", () => {
  const lru = createLru<number>(2);
  lru.set("a", 1);
  lru.delete("a");
  lru.delete("never there");
  assert.equal(lru.get("a"), undefined);
  assert.equal(lru.size, 0);
});
