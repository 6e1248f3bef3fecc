import assert from "node:assert/strict";
import { REDACTED } from "../../../lib/scan/redact/redacted.ts";

Deno.test("REDACTED is the same in a path, a query, a form and a JSON string", () => {
  assert.equal(new URL(`http://a.test/${REDACTED}?q=${REDACTED}`).href.split(REDACTED).length, 3);
  assert.equal(new URLSearchParams([["q", REDACTED]]).toString(), `q=${REDACTED}`);
  assert.equal(JSON.stringify(REDACTED), `"${REDACTED}"`);
});
