import assert from "node:assert/strict";
import { ApiError } from "../../lib/admin/api_error.ts";

Deno.test("ApiError has the status and the words of its answer", () => {
  const error = new ApiError(404, "there is none");
  assert.deepEqual([error.status, error.words, error.name], [404, "there is none", "ApiError"]);
});
