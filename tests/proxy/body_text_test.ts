import assert from "node:assert/strict";
import { bodyText } from "../../lib/proxy/body_text.ts";

const bytes = new TextEncoder().encode("grün");

Deno.test("bodyText() decodes a body that has no content coding", () => {
  assert.equal(bodyText([], bytes), "grün");
  assert.equal(bodyText([["Content-Encoding", "Identity"]], bytes), "grün");
});

Deno.test("bodyText() shows nothing of an encoded body, since redaction cannot read it", () => {
  assert.equal(bodyText([["Content-Encoding", "gzip"]], bytes), "<compressed>");
  assert.equal(bodyText([["content-encoding", "br, gzip"]], bytes), "<compressed>");
  assert.equal(bodyText([["Content-Encoding", ""]], bytes), "<compressed>");
});
