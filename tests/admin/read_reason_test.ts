import assert from "node:assert/strict";
import { ApiError } from "../../lib/admin/api_error.ts";
import { readReason } from "../../lib/admin/read_reason.ts";
import { limits } from "../../lib/limits.ts";

const request = (body: string | Uint8Array<ArrayBuffer> | undefined) =>
  new Request("http://localhost/", { method: "POST", ...(body !== undefined && { body }) });

Deno.test("readReason() reads the reason, which only a rejection may lack", async () => {
  assert.equal(await readReason(request('{"reason": " the key "}'), "approved"), "the key");
  for (const body of [undefined, "", "{}", '{"reason": ""}']) {
    assert.equal(await readReason(request(body), "rejected"), "");
  }
});

const bad = [
  ["approved", "{}", 400],
  ["approved", '{"reason": "  "}', 400],
  ["rejected", '{"reason": 1}', 400],
  ["rejected", "[]", 400],
  ["rejected", "null", 400],
  ["rejected", "{", 400],
  ["rejected", Uint8Array.of(0x7b, 0xff), 400],
  ["rejected", JSON.stringify({ reason: "x".repeat(limits.answerNotesChars + 1) }), 400],
  ["rejected", " ".repeat(limits.adminBodyBytes + 1), 413],
] as const;

for (const [status, body, expected] of bad) {
  const shown = typeof body === "string" ? body.slice(0, 20) : "bytes";
  Deno.test(`readReason() refuses ${shown} with ${expected} (${status})`, async () => {
    await assert.rejects(
      readReason(request(body), status),
      (error) => error instanceof ApiError && error.status === expected,
    );
  });
}
