import assert from "node:assert/strict";
import { matchWords } from "../../lib/policy/match_words.ts";

Deno.test("matchWords() says the parts of an entry with their defaults, in one line", () => {
  const rows = [
    [{}, "any method, any path"],
    [
      { methods: ["get", "POST"], paths: [{ value: "/v1/" }, { type: "exact", value: "/v2" }] },
      "GET, POST, path prefix /v1/ or exact /v2",
    ],
    [
      { headers: [{ name: "x-a", value: "1" }, { name: "x-b", value: "2.*", type: "regex" }] },
      "any method, any path, with header x-a exact 1 and x-b regex 2.*",
    ],
    [{ paths: [{ type: "regex", value: "/a\nb\u2028c" }] }, "any method, path regex /a b c"],
  ] as const;
  for (const [spec, words] of rows) assert.equal(matchWords(spec), words);
});
