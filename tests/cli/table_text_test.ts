import assert from "node:assert/strict";
import { tableText } from "../../lib/cli/table_text.ts";

Deno.test("tableText() aligns columns and gives each line of a cell a line", () => {
  assert.equal(
    tableText([["HOST", "GIT", "MATCHES"], ["a.test", "no", "one\ntwo"], ["b", "", "three"]]),
    ["HOST    GIT  MATCHES", "a.test  no   one", "             two", "b            three"].join(
      "\n",
    ),
  );
});

Deno.test("tableText() of no rows is empty", () => assert.equal(tableText([]), ""));
