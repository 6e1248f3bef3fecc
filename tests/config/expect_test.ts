import assert from "node:assert/strict";
import {
  entryOf,
  expectBoolean,
  expectItems,
  expectList,
  expectMap,
  expectString,
  expectWord,
  kindOf,
  refuse,
  refuseAs,
} from "../../lib/config/expect.ts";
import { parseYaml } from "../../lib/config/parse_yaml.ts";

const node = (text: string) => parseYaml(`${text}\n`, "f");

Deno.test("expectMap() takes known keys only and points at the unknown one", () => {
  const map = expectMap(node("{a: 1, b: 2}"), "it", ["a", "b"], "mend it");
  assert.deepEqual(entryOf(map, "b"), {
    kind: "scalar",
    value: 2,
    place: { file: "f", line: 1, column: 11 },
  });
  assert.equal(entryOf(map, "c"), undefined);
  assert.throws(() => expectMap(node("[]"), "it", ["a"], "mend it"), {
    message: "f:1:1: it must be a map, not a list; mend it",
  });
  assert.throws(() => expectMap(node("{abc: 1, abd: 2}"), "it", ["abc"], ""), {
    message: 'f:1:10: unknown key "abd" in it; did you mean abc?',
  });
  assert.throws(() => expectMap(node(`{${"k".repeat(41)}: 1}`), "it", ["a"], ""), {
    message: "f:1:2: unknown key a long key in it; known here: a",
  });
});

Deno.test("expectList() takes an empty list and expectItems() does not", () => {
  assert.deepEqual(expectList(node("[]"), "it", "mend it"), []);
  assert.equal(expectItems(node("[1]"), "it", "mend it").length, 1);
  assert.throws(() => expectList(node("a"), "it", "mend it"), {
    message: "f:1:1: it must be a list, not a string; mend it",
  });
  assert.throws(() => expectItems(node("[]"), "it", "mend it"), {
    message: "f:1:1: it is an empty list; name at least one, or remove the key",
  });
});

Deno.test("expectString() says when quotes are what is missing", () => {
  assert.equal(expectString(node("a"), "it", "mend it"), "a");
  for (const text of ["1", "true", "1.5"]) {
    assert.throws(() => expectString(node(text), "it", "mend it"), /; put the value in quotes$/);
  }
  for (const text of ["~", "[]", "{}"]) {
    assert.throws(() => expectString(node(text), "it", "mend it"), /; mend it$/);
  }
});

Deno.test("expectBoolean() takes true and false, not words and numbers", () => {
  assert.equal(expectBoolean(node("true"), "it"), true);
  assert.equal(expectBoolean(node("false"), "it"), false);
  for (const text of ["yes", "1", "~", '"true"', "[]"]) {
    assert.throws(() => expectBoolean(node(text), "it"), /^ConfigError: f:1:1: it must be true or/);
  }
});

Deno.test("expectWord() takes exactly one of the words and suggests the near one", () => {
  assert.equal(expectWord(node("exact"), "it", ["exact", "regex"]), "exact");
  assert.throws(() => expectWord(node("Exact"), "it", ["exact", "regex"]), {
    message: "f:1:1: it must be one of exact, regex; did you mean exact?",
  });
  assert.throws(() => expectWord(node("dummy-value"), "it", ["exact"]), {
    message: "f:1:1: it must be one of exact; write one of these words",
  });
});

Deno.test("refuseAs() takes the refusal's words apart into mistake and mend", () => {
  const place = { file: "f" };
  const refusal = (text: string) => ({ status: 400, reason: "ambiguous-target", text } as const);
  assert.throws(() => refuseAs(place, refusal("egress: a is b; do c; or d"), "x"), {
    message: "f: a is b; do c; or d",
    mend: "do c; or d",
  });
  assert.throws(() => refuseAs(place, refusal("egress: a is b"), "x"), { message: "f: a is b; x" });
});

Deno.test("refuse() throws at the place, and kindOf() names what stands there", () => {
  assert.throws(() => refuse({ file: "f", line: 1 }, "a", "b"), { message: "f:1: a; b" });
  const kinds = ["[]", "{}", "~", "1", "x", "true"].map((text) => kindOf(node(text)));
  assert.deepEqual(kinds, ["a list", "a map", "empty", "a number", "a string", "a boolean"]);
});
