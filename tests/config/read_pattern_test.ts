import assert from "node:assert/strict";
import { ConfigError } from "../../lib/config/config_error.ts";
import { readPattern } from "../../lib/config/read_pattern.ts";
import { limits } from "../../lib/limits.ts";

const place = { file: "f", line: 2, column: 3 };

Deno.test("readPattern() matches the whole value, whichever alternative fits", () => {
  const pattern = readPattern("/v1|/v2/[^/]+", place);
  assert.ok(pattern.test("/v1"));
  assert.ok(pattern.test("/v2/x"));
  for (const path of ["/v1/", "x/v1", "/v2/x/y", "", "/v1\n"]) assert.ok(!pattern.test(path), path);
});

Deno.test("readPattern() keeps no state between two uses", () => {
  const pattern = readPattern("a", place);
  assert.deepEqual([pattern.test("a"), pattern.test("a")], [true, true]);
});

Deno.test("readPattern() refuses what does not compile, also a pattern that would leave its group", () => {
  for (const value of ["(", "[", "a)|(?:b", "*", "\\q", "(?P<x>a)", "a{2,1}", "(?i)a"]) {
    assert.throws(() => readPattern(value, place), (error) => {
      assert.ok(error instanceof ConfigError, value);
      assert.match(error.message, /^f:2:3: the regex does not compile \([^/]+\); /);
      return true;
    });
  }
});

Deno.test("readPattern() bounds the length", () => {
  readPattern("a".repeat(limits.regexChars), place);
  assert.throws(() => readPattern("a".repeat(limits.regexChars + 1), place), ConfigError);
});
