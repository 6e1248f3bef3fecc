import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { limits } from "../../../lib/limits.ts";
import { messageDeltas } from "../../../lib/scan/events/message_deltas.ts";
import { keepingStage } from "../../support/scan_stages.ts";

function sample(held = 0) {
  const readers = new Map<string, ReturnType<typeof keepingStage>>();
  let looked = 0;
  const messages = messageDeltas({ views: ["message"] }, (channel, views) => {
    assert.deepEqual(views, ["message", "joined events"]);
    const reader = keepingStage(held);
    readers.set(channel, reader);
    return reader;
  }, {
    looked: (bytes) => {
      looked += bytes;
      return Promise.resolve();
    },
  });
  return {
    messages,
    push: (message: unknown, kind: "text" | "binary" = "text") =>
      messages.push(
        Buffer.from(typeof message === "string" ? message : JSON.stringify(message)),
        kind,
      ),
    told: () => [...readers].map(([name, reader]) => `${name}=${reader.text()}`),
    looked: () => looked,
  };
}

Deno.test("messageDeltas() joins what messages say in pieces", async () => {
  const { push, told, looked } = sample();
  const delta = (type: string, text: string) =>
    push({ type, response_id: "r", item_id: "i", output_index: 0, content_index: 0, delta: text });
  for (const text of ["Ign", "ore ", "all"]) await delta("response.output_text.delta", text);
  for (const text of ["He", "llo"]) await delta("response.audio_transcript.delta", text);
  for (const text of ["{", "}"]) await delta("response.function_call_arguments.delta", text);
  assert.deepEqual(told(), [
    "events/r/response.output_text/0/0/-/-/=Ignore all",
    "events/r/response.audio_transcript/0/0/-/-/=Hello",
    "events/r/response.function_call_arguments/0/0/-/-/={}",
  ]);
  assert.ok(looked() > 1000);
});

Deno.test("messageDeltas() follows binary messages that are JSON, and no others", async () => {
  const { push, told } = sample();
  const part = (text: string) => ({ serverContent: { modelTurn: { parts: [{ text }] } } });
  await push(part("He"), "binary");
  await push(part("llo"), "binary");
  await push("not JSON", "binary");
  await push("{ nor this", "binary");
  assert.deepEqual(told(), ["live/text=Hello"]);
});

Deno.test("messageDeltas() joins plain text, and takes a long message for such", async () => {
  const { push, told } = sample();
  await push("plain ");
  const long = JSON.stringify({ text: "x".repeat(limits.eventBytes) });
  await push(long);
  await push(long, "binary");
  assert.deepEqual(told(), [`plain=plain ${long}`]);
});

Deno.test("messageDeltas() counts the messages that may go", async () => {
  const { messages, push } = sample(1);
  await push({ type: "ping" });
  assert.equal(messages.cleared(), 1);
  await push({ response: "a", done: false });
  await push({ type: "ping" });
  assert.equal(messages.cleared(), 1);
  await push({ response: "b", done: false });
  assert.equal(messages.cleared(), 3);
  await messages.end();
  assert.equal(messages.cleared(), 4);
});
