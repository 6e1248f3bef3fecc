import assert from "node:assert/strict";
import { hideValue } from "../../lib/supervise/hide_value.ts";

const VALUE = "dummy-Value_0001";

Deno.test("hideValue() takes the value out in the writings of a request", () => {
  const rows = [
    ["/v1/dummy-Value_0001/x", "/v1/********/x"],
    ["/v1/%64ummy-Value%5f0001", "/v1/********"],
    [`{\\"a\\": \\"\\u0064ummy-Value_0001\\"}`, `{\\"a\\": \\"********\\"}`],
    ["&#100;ummy-Value_0001", "********"],
    [`key ${btoa(VALUE)}.`, "key ********."],
    [`key ${btoa(`and ${VALUE} too`)}.`, "key ********."],
    ["no value here", "no value here"],
    ["", ""],
  ];
  for (const [text = "", hidden] of rows) assert.equal(hideValue(text, VALUE), hidden);
});

Deno.test("hideValue() hides a line that still spells the value", () => {
  const lines = ["dummy-value.0001.example.com", "DUMMY-VALUE-0001", "/d/u/m/m/y/Value0%30/01"];
  for (const line of lines) assert.equal(hideValue(line, VALUE), "********", line);
});

Deno.test("hideValue() hides nothing where there is no value", () => {
  assert.equal(hideValue("/a%20b/abc", ""), "/a%20b/abc");
});

Deno.test("hideValue() lets a short value hide itself only", () => {
  assert.equal(hideValue("a key k-1 in v1/key1", "k-1"), "a key ******** in v1/key1");
});
