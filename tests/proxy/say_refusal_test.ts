import assert from "node:assert/strict";
import { refusalMessage, sayRefusal } from "../../lib/proxy/say_refusal.ts";
import type { Refusal } from "../../lib/policy/refusal.ts";
import { fieldValue } from "../../lib/wire/fields.ts";
import { fakeReply } from "../support/fake_reply.ts";
import { textOf } from "../support/wire_bytes.ts";

const refusal = (status: number): Refusal => ({
  status,
  reason: "no-match",
  text: "egress: no match for grün",
});

Deno.test("refusalMessage() says the reason as text and its code in a field", () => {
  const { head, body } = refusalMessage(refusal(403), [["X-More", "1"]]);
  assert.deepEqual([head.status, head.reason], [403, "Forbidden"]);
  assert.equal(new TextDecoder().decode(body), "egress: no match for grün");
  assert.deepEqual(head.fields, [
    ["Content-Type", "text/plain; charset=utf-8"],
    ["Content-Length", String(body.length)],
    ["X-Egress-Reason", "no-match"],
    ["Cache-Control", "no-store"],
    ["X-More", "1"],
  ]);
});

Deno.test("refusalMessage() adds what RFC 9110 asks of a 405 and a 407, and a phrase to every status", () => {
  assert.match(fieldValue(refusalMessage(refusal(405)).head.fields, "allow") ?? "", /^GET, HEAD/);
  const asks = fieldValue(refusalMessage(refusal(407)).head.fields, "proxy-authenticate");
  assert.match(asks ?? "", /^Basic realm="egress"/);
  assert.equal(refusalMessage(refusal(504)).head.reason, "Gateway Timeout");
  assert.equal(refusalMessage(refusal(599)).head.reason, "Refused");
});

Deno.test("sayRefusal() writes head and body and finishes", async () => {
  const reply = fakeReply();
  await sayRefusal(reply, refusal(403), "GET");
  assert.deepEqual(reply.calls, ["start", "write", "finish"]);
  const { body } = refusalMessage(refusal(403));
  assert.deepEqual(reply.framing, { kind: "length", length: body.length });
  assert.equal(reply.body, textOf(body));
});

Deno.test("sayRefusal() answers HEAD with the same head and no body", async () => {
  const reply = fakeReply();
  await sayRefusal(reply, refusal(403), "HEAD");
  assert.deepEqual(reply.calls, ["start", "finish"]);
  assert.deepEqual(reply.framing, { kind: "none" });
  assert.deepEqual(reply.head, refusalMessage(refusal(403)).head);
});

Deno.test("sayRefusal() rejects where the agent has left", async () => {
  const reply = fakeReply();
  reply.leave();
  await assert.rejects(sayRefusal(reply, refusal(403), "GET"), /left/);
});
