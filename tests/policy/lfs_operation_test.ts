import assert from "node:assert/strict";
import { lfsOperation } from "../../lib/policy/lfs_operation.ts";

Deno.test("lfsOperation() reads which way a batch transfers", () => {
  assert.equal(lfsOperation('{"operation":"upload","objects":[]}'), "push");
  assert.equal(lfsOperation(' { "objects": [{}], "operation" : "download" } '), "fetch");
  assert.equal(lfsOperation('{"oper\\u0061tion":"uploa\\u0064"}'), "push");
  assert.equal(
    lfsOperation('{"a":"\\"","b":{"operation":"upload"},"operation":"download"}'),
    "fetch",
  );
  assert.equal(lfsOperation('{"a":["operation",":"],"operation":"download"}'), "fetch");
  assert.equal(lfsOperation('{"a":"operation","operation":"download"}'), "fetch");
  assert.equal(lfsOperation('{"operation":"download","operation":"download"}'), "fetch");
});

Deno.test("lfsOperation() does not guess where readers could differ", () => {
  const bodies = [
    "",
    "null",
    '"upload"',
    "[]",
    "{}",
    '[{"operation":"download"}]',
    '{"operation":"download"',
    '{"operation":"download"}{"operation":"upload"}',
    '{"operation":"Download"}',
    '{"operation":"download "}',
    '{"operation":null}',
    '{"operation":1,"x":"download"}',
    '{"operation":["download"]}',
    '{"operation":{"operation":"download"}}',
    '{"operation":"download","operation":"upload"}',
    '{"operation":"upload","operation":"download"}',
    '{"operation":"download","Operation":"upload"}',
    '{"OPERATION":"upload","operation":"download"}',
    '{"operation":"download","oper\\u0061tion":"upload"}',
    '{"operation":"download","operation":1}',
    '\u00ef\u00bb\u00bf{"operation":"download"}',
    '{"nested":{"operation":"download"}}',
    "{'operation':'download'}",
    `${"[".repeat(100_000)}`,
  ];
  for (const body of bodies) assert.equal(lfsOperation(body), "unknown", body.slice(0, 80));
});

Deno.test("lfsOperation() treats an upload written twice as an upload", () => {
  assert.equal(lfsOperation('{"operation":"upload","Operation":"upload"}'), "push");
});
