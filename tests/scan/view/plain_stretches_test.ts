import assert from "node:assert/strict";
import { PLAIN_TEXT } from "../../../lib/scan/view/byte_classes.ts";
import { ByteSink } from "../../../lib/scan/view/byte_sink.ts";
import { plainStretches } from "../../../lib/scan/view/plain_stretches.ts";
import { asText } from "../../support/scan_samples.ts";

Deno.test("plainStretches() keeps text of twelve bytes and more", () => {
  const sink = new ByteSink();
  const text = "\x01short\x02twelve bytes\x80\xffand the rest of it";
  plainStretches(asText(text).bytes, PLAIN_TEXT, sink);
  const kept = sink.take().text.split("\n").filter((stretch) => stretch.length > 1);
  assert.deepEqual(kept, ["twelve bytes", "and the rest of it"]);
});

Deno.test("plainStretches() drops one character over and over", () => {
  const sink = new ByteSink();
  plainStretches(new Uint8Array(100), PLAIN_TEXT, sink);
  assert.equal(sink.length, 0);
});
