import assert from "node:assert/strict";
import { platformSpans } from "../../../lib/observe/spans/platform_spans.ts";

Deno.test("platformSpans() gives spans that go nowhere where the platform exports none", async () => {
  const api = await platformSpans("0.0.0");
  const parent = { traceId: "1".repeat(32), spanId: "2".repeat(16), traceFlags: 1 };
  const span = api.startSpan("GET", {}, api.within(parent));
  assert.equal(span.spanContext().traceId, parent.traceId);
  api.startSpan("judge", {}, api.inside(span)).end();
  span.end();
  assert.equal(span.isRecording(), false);
});
