import assert from "node:assert/strict";
import { fits, readFilter, searchText, verdicts } from "../../../lib/admin/page/filter.js";
import { verdicts as known } from "../../../lib/admin/list_requests.ts";
import type { Verdict } from "../../../lib/observe/request_record.ts";
import { recordOf } from "../../support/request_records.ts";

Deno.test("verdicts are those of the API, each once", () => {
  assert.deepEqual([...verdicts].sort(), [...known].sort());
});

Deno.test("readFilter() takes words apart and makes them lower case", () => {
  assert.deepEqual(readFilter("  POST  a.Test ").words, ["post", "a.test"]);
  assert.deepEqual(readFilter(" ").words, []);
});

Deno.test("fits() asks for every word, wherever in the request it stands", () => {
  const record = recordOf({
    method: "POST",
    verdict: "refused",
    reason: "secret-found",
    status: 403,
    findings: [{
      ...{ detector: "token_patterns", kind: "aws-access-key-id", severity: "block" },
      ...{ surface: "body", count: 1 },
    }],
  });
  const text = searchText(record);
  const shown = (words: string, chosen: Verdict[] = []) =>
    fits(readFilter(words, new Set(chosen)), record.verdict, text);
  for (const words of ["", "post", "https://a.test/x?Q=1", "secret-found 403", "aws refused"]) {
    assert.equal(shown(words), true, words);
  }
  for (const words of ["get", "post b.test", "null"]) assert.equal(shown(words), false, words);
  assert.equal(shown("post", ["refused", "held"]), true);
  assert.equal(shown("post", ["held"]), false);
});
