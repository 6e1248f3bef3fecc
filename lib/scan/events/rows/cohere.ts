import type { DeltaRow } from "../event_texts.ts";
import { keyOf } from "../key_of.ts";
import { textsOf } from "../texts_of.ts";

/** Parts of a message that start, have deltas and end, by kind and index. */
export const cohere: DeltaRow = {
  vendor: "Cohere v2",
  source: "docs.cohere.com/v2/docs/streaming",
  read(event) {
    const { type } = event;
    if (typeof type !== "string") return undefined;
    const match = /^(message|content|tool-plan|tool-call|citation)-(start|delta|end)$/.exec(type);
    const [, part = "", phase] = match ?? [];
    if (phase === undefined) return undefined;
    const channel = `cohere/${part}/${keyOf(event.index)}`;
    if (phase !== "end") return textsOf(event.delta, channel, "delta");
    return { pieces: [], ended: [part === "message" ? "cohere/" : channel] };
  },
  examples: [
    {
      event: { type: "content-start", index: 0, delta: { message: { content: { text: "" } } } },
    },
    {
      event: { type: "content-delta", index: 0, delta: { message: { content: { text: "He" } } } },
      adds: [["cohere/content/0/message/content/text", "He"]],
    },
    {
      event: { type: "tool-plan-delta", delta: { message: { tool_plan: "I will" } } },
      adds: [["cohere/tool-plan/-/message/tool_plan", "I will"]],
    },
    {
      event: {
        type: "tool-call-delta",
        index: 1,
        delta: { message: { tool_calls: { function: { arguments: '{"q' } } } },
      },
      adds: [["cohere/tool-call/1/message/tool_calls/function/arguments", '{"q']],
    },
    { event: { type: "content-end", index: 0 }, ends: ["cohere/content/0/"] },
    {
      event: { type: "message-end", delta: { finish_reason: "COMPLETE" } },
      ends: ["cohere/"],
    },
  ],
};
