import assert from "node:assert/strict";
import { JSON_ACTIONS, JSON_TABLE, jsonState } from "../../../lib/scan/redact/json_table.ts";

Deno.test("JSON_TABLE leads from state to state by bytes", () => {
  const next = (state: string, byte: string) =>
    JSON_TABLE[(jsonState(state) << 8) | byte.charCodeAt(0)];
  assert.equal(next("value", '"'), jsonState("string"));
  assert.equal(next("string", '"'), jsonState("after"));
  assert.equal(next("name", '"'), jsonState("colon"));
  assert.equal(next("firstValue", "]"), JSON_ACTIONS.closeArray);
  assert.equal(next("value", "]"), 0);
  assert.equal(next("string", "\n"), 0);
});
