import type { DeltaRow, TextPiece } from "../event_texts.ts";
import { isObject } from "../is_object.ts";
import { keyOf } from "../key_of.ts";
import { namedTexts } from "../named_texts.ts";

/** Choices, each with a delta; the most imitated shape of all. A choice with a reason to finish is over. */
export const openaiChat: DeltaRow = {
  vendor: "OpenAI Chat Completions, Mistral, DeepSeek, OpenRouter, vLLM and others",
  source: "developers.openai.com/api/reference: chat completion chunk object",
  read(event) {
    if (!Array.isArray(event.choices)) return undefined;
    const pieces: TextPiece[] = [];
    const ended: string[] = [];
    event.choices.forEach((choice: unknown, at) => {
      if (!isObject(choice)) return;
      const channel = `chat/${keyOf(choice.index ?? at)}`;
      namedTexts(choice, (path, text) => {
        pieces.push({ channel: channel + path, text, isWhole: false });
      });
      // Some send an empty reason with every chunk.
      if (typeof choice.finish_reason === "string" && choice.finish_reason !== "") {
        ended.push(channel);
      }
    });
    return { pieces, ended };
  },
  examples: [
    {
      event: {
        id: "chatcmpl-1",
        object: "chat.completion.chunk",
        model: "gpt",
        choices: [{
          index: 0,
          delta: { role: "assistant", content: "Hel" },
          logprobs: { content: [{ token: "Hel", logprob: -0.1 }] },
          finish_reason: null,
        }],
      },
      adds: [["chat/0/delta/content", "Hel"]],
    },
    {
      event: { choices: [{ index: 1, delta: { refusal: "I ca" } }] },
      adds: [["chat/1/delta/refusal", "I ca"]],
    },
    {
      event: {
        choices: [{ index: 0, delta: { content: null, reasoning_content: "Let" } }],
      },
      adds: [["chat/0/delta/reasoning_content", "Let"]],
    },
    {
      event: {
        choices: [{
          index: 0,
          delta: {
            tool_calls: [{
              index: 1,
              id: "call_1",
              type: "function",
              function: { name: "bash", arguments: '{"c' },
            }],
          },
        }],
      },
      adds: [["chat/0/delta/tool_calls/1/function/arguments", '{"c']],
    },
    {
      event: {
        choices: [{
          index: 0,
          delta: {
            content: [
              { type: "thinking", thinking: [{ type: "text", text: "Hm" }] },
              { type: "text", text: "So" },
            ],
          },
        }],
      },
      adds: [["chat/0/delta/content/thinking/text", "Hm"], ["chat/0/delta/content/text", "So"]],
    },
    {
      event: {
        choices: [{
          index: 0,
          delta: {
            reasoning: "As",
            reasoning_details: [{ type: "reasoning.text", text: "As", index: 0 }],
          },
        }],
      },
      adds: [
        ["chat/0/delta/reasoning", "As"],
        ["chat/0/delta/reasoning_details/0/text", "As"],
      ],
    },
    {
      event: { object: "text_completion", choices: [{ text: "x =", index: 0 }] },
      adds: [["chat/0/text", "x ="]],
    },
    {
      event: { choices: [{ index: 0, delta: { content: "lo" }, finish_reason: "" }] },
      adds: [["chat/0/delta/content", "lo"]],
    },
    {
      event: { choices: [{ index: 2, delta: {}, finish_reason: "stop" }] },
      ends: ["chat/2/"],
    },
    { event: { object: "chat.completion.chunk", choices: [], usage: { total_tokens: 3 } } },
  ],
};
