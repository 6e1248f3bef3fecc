import assert from "node:assert/strict";
import { UsageError } from "../../lib/cli/usage_error.ts";

Deno.test("UsageError is an Error that can be told from others", () => {
  const error = new UsageError("words");
  assert.ok(error instanceof Error);
  assert.deepEqual([error.name, error.message], ["UsageError", "words"]);
});
