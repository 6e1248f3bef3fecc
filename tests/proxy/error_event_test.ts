import assert from "node:assert/strict";
import { errorEvent } from "../../lib/proxy/error_event.ts";
import { textOf } from "../support/wire_bytes.ts";

Deno.test("errorEvent() is one whole event, with the reason where clients look for it", () => {
  const text = textOf(
    errorEvent({ status: 403, reason: "prompt-injection", text: "egress DLP: x" }),
  );
  const [, json] = /^event: error\ndata: (.*)\n\n$/.exec(text) ?? [];
  const data = JSON.parse(json ?? "");
  assert.deepEqual([data.type, data.code, data.message], [
    "error",
    "prompt-injection",
    "egress DLP: x",
  ]);
  assert.deepEqual([data.error.type, data.error.message], ["egress_blocked", "egress DLP: x"]);
});
