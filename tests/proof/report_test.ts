import assert from "node:assert/strict";
import { holds, report } from "./report.ts";

const clean = { title: "A", rows: [{ name: "one", tried: 3, through: 0 }], failures: [] };

Deno.test("holds() asks that nothing got through and nothing failed", () => {
  assert.ok(holds(clean));
  assert.ok(!holds({ ...clean, rows: [{ name: "one", tried: 3, through: 1 }] }));
  assert.ok(!holds({ ...clean, failures: ["it is wrong"] }));
});

Deno.test("report() adds the rows up and keeps each in its line", () => {
  const rows = [...clean.rows, { name: "a|b\nc", tried: 4, through: 2, note: "odd" }];
  const text = report({ ...clean, rows, failures: ["it is wrong"], figures: ["7 ms"] });
  assert.match(text, /^\| one \| 3 \| 0 \|/m);
  assert.match(text, /^\| a\\\|b c \| 4 \| 2 \| odd \|$/m);
  assert.match(text, /^\| \*\*all\*\* \| 7 \| 2 \|/m);
  assert.match(text, /^- it is wrong$/m);
  assert.match(text, /^7 ms$/m);
});
