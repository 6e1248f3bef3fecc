import assert from "node:assert/strict";
import { neighbours } from "../../../lib/scan/body/neighbours.ts";

Deno.test("neighbours() joins every two and every three successive strings", () => {
  assert.equal(neighbours(["a", "b", "c", "d"]), "ab\nbc\ncd\nabc\nbcd");
  assert.equal(neighbours(["a", "b"]), "ab");
  assert.equal(neighbours(["a"]), "");
});

Deno.test("neighbours() takes only the ends of long strings", () => {
  const long = `first${"-".repeat(5000)}last`;
  const text = neighbours([long, "piece"]);
  assert.ok(text.startsWith("first-") && text.endsWith("-lastpiece") && text.length < 200);
});
