import assert from "node:assert/strict";
import { rules } from "../../lib/scan/rules/index.ts";
import { catalogue, ruleFiles } from "./catalogue.ts";

Deno.test("catalogue() is what lib/scan/CATALOGUE.md says", async () => {
  const written = Deno.readTextFileSync(
    new URL("../../lib/scan/CATALOGUE.md", import.meta.url),
  );
  const now = catalogue(await ruleFiles());
  assert.equal(written, now, "lib/scan/CATALOGUE.md is old: run tests/eval/catalogue.ts");
});

Deno.test("ruleFiles() has every row of the index once", async () => {
  const ids = (await ruleFiles()).flatMap((file) => file.rules.map(({ id }) => id));
  assert.deepEqual(ids.sort(), rules.map(({ id }) => id).sort());
});

Deno.test("catalogue() has a line for each row, with a mark where only words tell", () => {
  const rule = { keywords: [], pattern: /x/g, examples: { match: [], miss: [] } };
  const text = catalogue([{
    name: "acme",
    rules: [
      { ...rule, id: "acme-key", kind: "Acme key", shape: "structured" },
      { ...rule, id: "acme-token", kind: "Acme token", shape: "contextual" },
    ],
  }]);
  assert.match(text, /^## acme\.ts\n\n- `acme-key`: Acme key\n- `acme-token` \\\*: Acme token$/m);
  assert.match(text, /^2 rows: 1 know .*\n\n1 rows, marked/m);
});
