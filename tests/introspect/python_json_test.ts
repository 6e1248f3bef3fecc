import assert from "node:assert/strict";
import { pythonJson } from "../../lib/introspect/python_json.ts";

Deno.test("pythonJson() writes what Python's json.dumps with an indent of 2 writes", () => {
  const value = {
    routes: [{ host: "a.test", ports: [443, 8443], git: { fetch: true }, none: [], empty: {} }],
  };
  assert.equal(
    pythonJson(value),
    `{
  "routes": [
    {
      "host": "a.test",
      "ports": [
        443,
        8443
      ],
      "git": {
        "fetch": true
      },
      "none": [],
      "empty": {}
    }
  ]
}`,
  );
});

Deno.test("pythonJson() keeps an absent key absent", () => {
  assert.equal(pythonJson({ a: undefined, b: false }), '{\n  "b": false\n}');
});

Deno.test("pythonJson() writes all beyond printable ASCII as escapes in lower case", () => {
  const rows: [string, string][] = [
    ['"\\/', '"\\"\\\\/"'],
    ["\b\f\n\r\t", '"\\b\\f\\n\\r\\t"'],
    ["\x00\x1f\x7f\x80", '"\\u0000\\u001f\\u007f\\u0080"'],
    ["\u00e9\u2028\ufeff", '"\\u00e9\\u2028\\ufeff"'],
    ["\u{1f600}", '"\\ud83d\\ude00"'],
    ["\ud83d", '"\\ud83d"'],
    [" ~", '" ~"'],
  ];
  for (const [text, expected] of rows) assert.equal(pythonJson(text), expected);
});
