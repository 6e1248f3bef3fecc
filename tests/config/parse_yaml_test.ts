import assert from "node:assert/strict";
import { ConfigError } from "../../lib/config/config_error.ts";
import { parseYaml } from "../../lib/config/parse_yaml.ts";
import { plainValue } from "../../lib/config/positioned.ts";

Deno.test("parseYaml() gives every value its line and column", () => {
  const root = parseYaml("a: 1\nbc:\n  - x\n  - { d: [true] }\n", "f");
  assert.ok(root.kind === "map");
  const [first, second] = root.entries;
  assert.deepEqual(first?.place, { file: "f", line: 1, column: 1 });
  assert.deepEqual(first?.value.place, { file: "f", line: 1, column: 4 });
  assert.ok(second?.value.kind === "list");
  assert.deepEqual(second.value.items[0]?.place, { file: "f", line: 3, column: 5 });
});

Deno.test("parseYaml() ignores a byte order mark, also in its columns", () => {
  const root = parseYaml("\ufeffa: 1\n", "f");
  assert.deepEqual(plainValue(root), { a: 1 });
  assert.ok(root.kind === "map");
  assert.equal(root.entries[0]?.value.place.column, 4);
});

Deno.test("parseYaml() reads the core schema of YAML 1.2: no dates, no yes and no", () => {
  const text = "a: 2023-06-01\nb: yes\nc: 007\nd: ~\ne: .5\n%f: x\n".replace("%", "");
  assert.deepEqual(plainValue(parseYaml(text, "f")), {
    a: "2023-06-01",
    b: "yes",
    c: 7,
    d: null,
    e: 0.5,
    f: "x",
  });
});

Deno.test("parseYaml() takes a key without value as empty", () => {
  assert.deepEqual(plainValue(parseYaml("{a, b: 1}\n", "f")), { a: null, b: 1 });
});

Deno.test("parseYaml() refuses what can be read in two ways", () => {
  const rows = [
    ["a: &x 1\n", "f:1:7: anchors"],
    ["a: *x\n", "f:1:4: a value that begins"],
    ["a: *\n", "f:1:4: a value that begins"],
    ["a: !!str 1\n", "f:1:10: anchors"],
    ["a: !secret 1\n", "f:1:4: tags (!) are not read"],
    ["%FOO bar\n---\na: 1\n", "f:1:1: a directive"],
    ["%YAML 1.1\n---\na: 1\n", "f:1:1: the file asks"],
    ["a: 1\n---\nb: 2\n", "f:2:1: a second document"],
    ['a: 1\n"a": 2\n', "f:2:1: a key stands twice"],
    ["a: b: c\n", "f:1:4: a second key"],
    ["? [a]\n: 1\n", "f:1:3: a key that is not a string"],
    ["null: 1\n", "f:1:1: a key that is not a string"],
    ['a: "x\ny: 1\n', "f:3:1: a quote is not closed"],
    ['a: "\\q"\n', "f:1:5: an escape"],
    ["a: @b\n", "f:1:4: a value begins"],
    ["\n", "f:1:1: the file is empty"],
  ] as const;
  for (const [text, start] of rows) assert.equal(messageOf(text).slice(0, start.length), start);
});

Deno.test("parseYaml() ends at a nesting that would exhaust the stack", () => {
  for (
    const text of [
      "[".repeat(100_000) + "]",
      "- ".repeat(5_000) + "\n",
      `${"[".repeat(30)}${"]".repeat(30)}`,
    ]
  ) {
    assert.match(messageOf(text), /nesting is too deep|not closed/);
  }
});

Deno.test("parseYaml() never quotes a value that does not parse", () => {
  for (
    const text of [
      "a: dummy-value: x\n",
      "a: [dummy-value\n",
      "a: !dummy-value x\n",
      "a: *dummy-value\n",
      '"dummy-value" x\n',
      "a: 'x' dummy-value\n",
      "a: >dummy-value\n",
    ]
  ) {
    assert.doesNotMatch(messageOf(text), /dummy-value/, text);
  }
});

function messageOf(text: string): string {
  try {
    parseYaml(text, "f");
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.message;
  }
  return "no error";
}
