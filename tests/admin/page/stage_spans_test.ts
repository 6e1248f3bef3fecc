import assert from "node:assert/strict";
import { stageSpans } from "../../../lib/admin/page/stage_spans.js";
import { stagesOf } from "../../support/request_records.ts";

const told = (stages: Parameters<typeof stageSpans>[0]) =>
  stageSpans(stages).map(({ name, from, to }) => `${name} ${from}-${to}`);

Deno.test("stageSpans() puts one stage behind the other", () => {
  const stages = { judged_ms: 2, connected_ms: 5, head_ms: 9, first_byte_ms: 10, end_ms: 12 };
  assert.deepEqual(told(stagesOf(stages)), [
    ...["judge 0-2", "connect 2-5", "wait for the answer 5-9", "screen its beginning 9-10"],
    "relay 10-12",
  ]);
});

Deno.test("stageSpans() tells the operator's part of the verdict, and leaves out what did not come", () => {
  const stages = { judged_ms: 50, held_ms: 45, first_byte_ms: 51, end_ms: 51 };
  assert.deepEqual(told(stagesOf(stages)), [
    ...["judge 0-5", "held 5-50", "screen its beginning 50-51", "relay 51-51"],
  ]);
  assert.deepEqual(told(stagesOf({})), []);
});
