import type { DeltaRow, JsonObject } from "../event_texts.ts";
import { isObject } from "../is_object.ts";
import { keyOf } from "../key_of.ts";
import { textsOf } from "../texts_of.ts";

/**
 * Events whose type ends in `.delta`, with the text as `delta`, and in `.done` or `.completed`, with the whole
 * of it once more. Which text it is tell the type without its end and the indexes beside it. The id
 * of the item is asked only where there is no index: some gateways give each event another one.
 */
export const openaiEvents: DeltaRow = {
  vendor: "OpenAI Responses, Realtime and Assistants, Gemini Interactions",
  source:
    "developers.openai.com/api/reference: streaming events of responses, server events of realtime",
  read(event) {
    const type = event.type ?? event.event_type ?? event.object;
    if (typeof type !== "string" || !/^[a-z_]+\.[a-z_.]+$/.test(type)) return undefined;
    const dot = type.lastIndexOf(".");
    const base = type.slice(0, dot);
    const response = isObject(event.response) ? event.response.id : event.response_id;
    const text = `events/${keyOf(response)}${base}/${place(event)}`;
    switch (type.slice(dot + 1)) {
      case "delta":
        // Sound as base64; its words come as a transcript.
        if (/(?:^|[._])audio$/.test(base)) return { pieces: [], ended: [] };
        return textsOf(event.delta, text, "delta");
      case "done":
      case "stop":
      case "completed":
      case "incomplete":
      case "failed": {
        const ended = base === "response" ? ["events/-/", `events/${keyOf(response)}`] : [text];
        return textsOf(event, `${type}/`, "whole", ended);
      }
      case "message":
        // An assistant's message, which says no more of its event than this.
        return textsOf(event, `${type}/`, "whole", [`events/-/${type}/${place(event)}`]);
      default:
        return WHOLES.test(base) ? textsOf(event, `${type}/`, "whole") : undefined;
    }
  },
  examples: [
    {
      event: {
        type: "response.output_text.delta",
        item_id: "msg_1",
        output_index: 0,
        content_index: 0,
        delta: "Hel",
        sequence_number: 4,
        logprobs: [],
      },
      adds: [["events/-/response.output_text/0/0/-/-/", "Hel"]],
    },
    {
      event: {
        type: "response.output_text.done",
        item_id: "msg_1",
        output_index: 0,
        content_index: 0,
        text: "Hello",
      },
      wholes: [["response.output_text.done/text", "Hello"]],
      ends: ["events/-/response.output_text/0/0/-/-/"],
    },
    {
      event: {
        type: "response.refusal.delta",
        item_id: "msg_1",
        output_index: 0,
        content_index: 1,
        delta: "I can",
      },
      adds: [["events/-/response.refusal/0/1/-/-/", "I can"]],
    },
    {
      event: {
        type: "response.reasoning_summary_text.delta",
        item_id: "rs_1",
        output_index: 1,
        summary_index: 2,
        delta: "**Look",
      },
      adds: [["events/-/response.reasoning_summary_text/1/-/2/-/", "**Look"]],
    },
    {
      event: {
        type: "response.function_call_arguments.delta",
        item_id: "fc_1",
        output_index: 2,
        delta: '{"loc',
      },
      adds: [["events/-/response.function_call_arguments/2/-/-/-/", '{"loc']],
    },
    {
      event: {
        type: "response.shell_call_output_content.delta",
        item_id: "sh_1",
        output_index: 3,
        command_index: 0,
        delta: { stdout: "a.txt\n" },
      },
      adds: [["events/-/response.shell_call_output_content/3/-/-/0/stdout", "a.txt\n"]],
    },
    {
      event: {
        type: "response.audio_transcript.delta",
        event_id: "event_1",
        response_id: "resp_1",
        item_id: "item_1",
        output_index: 0,
        content_index: 0,
        delta: "Good",
      },
      adds: [["events/resp_1/response.audio_transcript/0/0/-/-/", "Good"]],
    },
    {
      event: { type: "response.output_audio.delta", response_id: "resp_1", delta: "UklGRg==" },
    },
    {
      event: {
        type: "conversation.item.input_audio_transcription.delta",
        item_id: "item_2",
        content_index: 0,
        delta: "Hi",
      },
      adds: [["events/-/conversation.item.input_audio_transcription/item_2/0/-/-/", "Hi"]],
    },
    {
      event: { event_type: "step.delta", index: 1, delta: { type: "text", text: "Two" } },
      adds: [["events/-/step/1/-/-/-/text", "Two"]],
    },
    {
      event: { event_type: "step.stop", index: 1 },
      ends: ["events/-/step/1/-/-/-/"],
    },
    {
      event: {
        id: "msg_2",
        object: "thread.message.delta",
        delta: { content: [{ index: 0, type: "text", text: { value: "Hey" } }] },
      },
      adds: [["events/-/thread.message/msg_2/-/-/-/content/text/value", "Hey"]],
    },
    {
      event: {
        id: "msg_2",
        object: "thread.message",
        content: [{ type: "text", text: { value: "Hey", annotations: [] } }],
      },
      wholes: [["thread.message/content/text/value", "Hey"]],
      ends: ["events/-/thread.message/msg_2/-/-/-/"],
    },
    {
      event: {
        type: "response.completed",
        response: {
          id: "resp_1",
          output: [{ type: "message", content: [{ type: "output_text", text: "Hello" }] }],
        },
      },
      wholes: [["response.completed/response/output/0/content/text", "Hello"]],
      ends: ["events/-/", "events/resp_1/"],
    },
    {
      event: {
        type: "response.content_part.added",
        output_index: 0,
        content_index: 0,
        part: { type: "output_text", text: "", annotations: [] },
      },
    },
  ],
};

/** What is of OpenAI or Gemini and no delta says how things stand. Of others, nobody knows. */
const WHOLES = /^(?:response|conversation|thread|session|interaction)\b/;

/** Which text of a response it is. */
function place(event: JsonObject): string {
  const item = event.output_index ?? event.index ?? event.item_id ?? event.id;
  const inItem = [event.content_index, event.summary_index, event.command_index];
  return keyOf(item) + inItem.map(keyOf).join("");
}
