import assert from "node:assert/strict";
import { parseAnswer } from "../../lib/supervise/parse_answer.ts";

const ID = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";

Deno.test("parseAnswer() allows what was approved or modified, and rejects every other word", () => {
  const rows: [status: string, allowed: boolean][] = [
    ["approved", true],
    ["modified", true],
    ["rejected", false],
    ["Approved", false],
    ["approved ", false],
    ["", false],
    ["toString", false],
  ];
  for (const [status, allowed] of rows) {
    assert.deepEqual(parseAnswer(JSON.stringify({ status }), ID), { allowed, status, notes: "" });
  }
});

Deno.test("parseAnswer() takes notes that are text", () => {
  assert.equal(parseAnswer('{"status":"approved","notes":"a test key"}', ID)?.notes, "a test key");
  assert.equal(parseAnswer('{"status":"approved","notes":{"a":1}}', ID)?.notes, "");
});

Deno.test("parseAnswer() finds no answer in half a file, other types and other proposals' answers", () => {
  assert.ok(parseAnswer(`{"status":"approved","proposal_id":"${ID}"}`, ID));
  const none = [
    "",
    '{"status":"appro',
    '["approved"]',
    '"approved"',
    "true",
    "{}",
    '{"status":true}',
    '{"status":["approved"]}',
    '{"status":null}',
    '{"Status":"approved"}',
    `{"status":"approved","proposal_id":"${ID.replace("6", "7")}"}`,
    '{"status":"approved","proposal_id":null}',
    '{"status":"approved","proposal_id":"../x"}',
  ];
  for (const text of none) assert.equal(parseAnswer(text, ID), undefined, text);
});
