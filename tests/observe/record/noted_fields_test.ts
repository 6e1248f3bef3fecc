import assert from "node:assert/strict";
import { limits } from "../../../lib/limits.ts";
import { askedFields, notedFields } from "../../../lib/observe/record/noted_fields.ts";
import { createTable } from "../../../lib/policy/table.ts";
import { match } from "../../support/policy_values.ts";
import { testRoute } from "../../support/route.ts";

Deno.test("notedFields() keeps all names, and the values that are asked for", () => {
  const fields = [["X-V", "1"], ["accept", "a"], ["x-v", "2"], ["x-other", "b"]] as const;
  assert.deepEqual(notedFields(fields, new Set(["x-v", "absent"])), {
    names: ["x-v", "accept", "x-other"],
    values: { "x-v": ["1", "2"] },
    whole: true,
  });
});

Deno.test("notedFields() keeps no credential's value, no long one and none that is not ASCII", () => {
  const long = "v".repeat(limits.recordedValueChars + 1);
  const fields = [["authorization", "a"], ["cookie", "b"], ["x-api-key", "c"], ["x-l", long]];
  const all = [...fields, ["x-c", "\x9b"]] as [string, string][];
  const { names, values } = notedFields(all, new Set(all.map(([name]) => name)));
  assert.deepEqual(names, ["authorization", "cookie", "x-api-key", "x-l", "x-c"]);
  assert.deepEqual(values, {});
});

Deno.test("notedFields() says that there were more names than it keeps", () => {
  const many = Array.from({ length: limits.recordedFields + 1 }, (_, i) => [`x-${i}`, ""] as const);
  const noted = notedFields(many, new Set());
  assert.deepEqual([noted.names.length, noted.whole], [limits.recordedFields, false]);
  assert.equal(notedFields([["x".repeat(300), ""]], new Set()).whole, false);
});

Deno.test("askedFields() are those of the header rules of all routes", () => {
  const rule = (name: string) => ({ type: "exact", name, value: "1" } as const);
  const routes = [
    testRoute({ matches: [match({ headers: [rule("x-a")] }), match({ headers: [rule("x-b")] })] }),
    testRoute({ host: "b.test" }),
  ];
  assert.deepEqual([...askedFields(createTable(routes))], ["x-a", "x-b"]);
});
