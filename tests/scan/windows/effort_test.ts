import assert from "node:assert/strict";
import { effortFor } from "../../../lib/scan/windows/effort.ts";

Deno.test("effortFor() grows with the text and is never nothing", () => {
  assert.ok(effortFor(0).left > 0);
  assert.ok(effortFor(2000).left > effortFor(1000).left);
});
