import assert from "node:assert/strict";
import { dummy } from "../../../../lib/scan/rules/build/dummy.ts";

Deno.test("dummy() fills each class with as many of its letters", () => {
  const text = dummy("a_<h8>.<H6>.<d5>.<a4>.<A4>.<n9>.<N9>.<x9>.<w9>.<b9>.<t9>.<s9>");
  assert.match(
    text,
    /^a_[0-9a-f]{8}\.[0-9A-F]{6}\.\d{5}\.[a-z]{4}\.[A-Z]{4}\.[a-z0-9]{9}\.[A-Z0-9]{9}\.[A-Za-z0-9]{9}\.[A-Za-z0-9_-]{9}\.[A-Za-z0-9+/]{9}\.[A-Z2-7]{9}\.[1-9A-HJ-NP-Za-km-z]{9}$/,
  );
});

Deno.test("dummy() makes a UUID", () => {
  assert.match(dummy("<u>"), /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
});

Deno.test("dummy() gives the same text for the same shape, and another for another", () => {
  assert.equal(dummy("k_<x32>"), dummy("k_<x32>"));
  assert.notEqual(dummy("k_<x32>").slice(2), dummy("j_<x32>").slice(2));
});

Deno.test("dummy() begins and ends a run with a letter or digit", () => {
  for (let length = 2; length < 60; length++) {
    assert.match(dummy(`<w${length}>`), /^[A-Za-z0-9].{0,60}[A-Za-z0-9]$/);
  }
});

Deno.test("dummy() leaves everything else as it is", () => {
  assert.equal(dummy("<password>${X}</password> <token>"), "<password>${X}</password> <token>");
});
