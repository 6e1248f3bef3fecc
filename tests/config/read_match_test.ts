import assert from "node:assert/strict";
import { ConfigError } from "../../lib/config/config_error.ts";
import { parseYaml } from "../../lib/config/parse_yaml.ts";
import { readMatch } from "../../lib/config/read_match.ts";

const read = (text: string) => readMatch(parseYaml(`${text}\n`, "f"), new Set(["authorization"]));

Deno.test("readMatch() applies the defaults: prefix for paths, exact for headers, nothing for the rest", () => {
  assert.deepEqual(read("{ methods: [get] }"), { paths: [], methods: ["GET"], headers: [] });
  assert.deepEqual(read("{ paths: [{ value: /a }], headers: [{ name: X-A, value: b }] }"), {
    paths: [{ type: "prefix", value: "/a" }],
    methods: [],
    headers: [{ type: "exact", name: "x-a", value: "b" }],
  });
});

Deno.test("readMatch() refuses an entry or a list that would allow everything", () => {
  for (const text of ["{}", "{ paths: [] }", "{ methods: [] }", "{ headers: [] }"]) {
    assert.throws(() => read(text), ConfigError, text);
  }
});

Deno.test("readMatch() refuses rules that no request can meet", () => {
  const rows = [
    "{ methods: [CONNECT] }",
    "{ methods: [trace] }",
    "{ methods: ['GET '] }",
    "{ headers: [{ name: Authorization, value: x }] }",
    "{ headers: [{ name: x, value: 'a ' }] }",
    '{ headers: [{ name: x, value: "a\\nb" }] }',
    "{ headers: [{ name: x, value: ☃ }] }",
    "{ paths: [{ value: '' }] }",
  ];
  for (const text of rows) assert.throws(() => read(text), ConfigError, text);
});

Deno.test("readMatch() takes an empty header value, Latin-1 and a regex with spaces", () => {
  const headers = read(
    "{ headers: [{ name: a, value: '' }, { name: b, value: é }, { name: c, type: regex, value: ' ?x' }] }",
  ).headers;
  assert.deepEqual(headers.map((header) => header.value), ["", "é", " ?x"]);
});
