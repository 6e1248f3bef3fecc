import assert from "node:assert/strict";
import { parseYaml } from "../../lib/config/parse_yaml.ts";
import { plainValue } from "../../lib/config/positioned.ts";

Deno.test("plainValue() gives back what the file wrote, in its order", () => {
  const text = '{"b": [1, null, true, "x"], "a": {"__proto__": 1, "c": []}}';
  assert.equal(JSON.stringify(plainValue(parseYaml(text, "f"))), text.replaceAll(/([:,]) /g, "$1"));
});
