import type { DeltaRow, TextPiece } from "../event_texts.ts";
import { keyOf } from "../key_of.ts";
import { deltaTexts, namedTexts } from "../named_texts.ts";
import { textsOf } from "../texts_of.ts";

/** A message is blocks with an index; each begins, has deltas of one kind, and stops. */
export const anthropic: DeltaRow = {
  vendor: "Anthropic Messages",
  source: "platform.claude.com/docs/en/build-with-claude/streaming",
  read(event) {
    const block = `block/${keyOf(event.index)}`;
    switch (event.type) {
      case "content_block_start":
        return inBlock(block, (take) => namedTexts(event.content_block, take));
      case "content_block_delta":
        return inBlock(block, (take) => deltaTexts(event.delta, take));
      case "content_block_stop":
        return { pieces: [], ended: [block] };
      case "message_start":
        return textsOf(event.message, "message/", "whole", ["block/"]);
      case "message_stop":
        return { pieces: [], ended: ["block/"] };
      default:
        return undefined;
    }
  },
  examples: [
    {
      event: {
        type: "content_block_start",
        index: 0,
        content_block: { type: "text", text: "He", citations: null },
      },
      adds: [["block/0/text", "He"]],
    },
    {
      event: {
        type: "content_block_delta",
        index: 0,
        delta: { type: "text_delta", text: "llo" },
      },
      adds: [["block/0/text", "llo"]],
    },
    {
      event: {
        type: "content_block_delta",
        index: 1,
        delta: { type: "thinking_delta", thinking: "First," },
      },
      adds: [["block/1/thinking", "First,"]],
    },
    {
      event: {
        type: "content_block_start",
        index: 2,
        content_block: { type: "tool_use", id: "toolu_1", name: "bash", input: {} },
      },
    },
    {
      event: {
        type: "content_block_delta",
        index: 2,
        delta: { type: "input_json_delta", partial_json: '{"command": "ls' },
      },
      adds: [["block/2/partial_json", '{"command": "ls']],
    },
    {
      event: {
        type: "content_block_delta",
        index: 1,
        delta: { type: "signature_delta", signature: "c2lnbmVk" },
      },
    },
    {
      event: {
        type: "content_block_delta",
        index: 3,
        delta: { type: "compaction_delta", content: "So far" },
      },
      adds: [["block/3/content", "So far"]],
    },
    {
      event: {
        type: "content_block_start",
        index: 4,
        content_block: {
          type: "code_execution_tool_result",
          content: { type: "code_execution_result", stdout: "hello\n", return_code: 0 },
        },
      },
      adds: [["block/4/stdout", "hello\n"]],
    },
    { event: { type: "content_block_stop", index: 0 }, ends: ["block/0/"] },
    {
      event: {
        type: "message_start",
        message: { id: "msg_1", type: "message", role: "assistant", content: [], model: "claude" },
      },
      ends: ["block/"],
    },
    { event: { type: "message_stop" }, ends: ["block/"] },
  ],
};

/** The start of a block and its deltas call one text by the same name, but at different places. */
function inBlock(block: string, read: (take: (path: string, text: string) => void) => void) {
  const pieces: TextPiece[] = [];
  read((path, text) => {
    const name = path.slice(path.lastIndexOf("/") + 1);
    pieces.push({ channel: block + name, text, isWhole: false });
  });
  return { pieces, ended: [] };
}
