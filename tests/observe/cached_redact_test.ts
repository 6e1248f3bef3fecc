import assert from "node:assert/strict";
import { limits } from "../../lib/limits.ts";
import { cachedRedact } from "../../lib/observe/cached_redact.ts";

Deno.test("cachedRedact() redacts a short text once, and a long one each time", () => {
  let calls = 0;
  const redact = cachedRedact((text) => {
    calls++;
    return text.replace("hunter2", "********");
  });
  for (const _ of [1, 2]) assert.equal(redact("/hunter2"), "/********");
  assert.equal(calls, 1);
  const long = "x".repeat(limits.shownTextChars + 1);
  for (const _ of [1, 2]) assert.equal(redact(long), long);
  assert.equal(calls, 3);
});
