import assert from "node:assert/strict";
import { limits } from "../../../lib/limits.ts";
import { fullWork } from "../../../lib/scan/redact/work.ts";

Deno.test("fullWork() gives each request work of its own", () => {
  fullWork().left = 0;
  assert.deepEqual(fullWork(), { left: limits.redactWorkBytes });
});
