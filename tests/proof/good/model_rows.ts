import { Buffer } from "node:buffer";
import { gzipSync } from "node:zlib";
import { lockFiles, sourceFiles } from "./files.ts";
import type { GoodRow } from "./good_row.ts";
import {
  calls,
  jpeg,
  json,
  JSON_TYPE,
  m,
  messages,
  png,
  post,
  result,
  said,
  sse,
  SYSTEM,
  TOOLS,
  usage,
  VERSION,
} from "./model_parts.ts";

const toolResults: GoodRow[] = [...Object.entries(lockFiles), ...Object.entries(sourceFiles)].map((
  [name, text],
) =>
  post(
    `a tool's result: ${name}`,
    "/v1/messages",
    messages(calls("bash", { command: `cat ${name}` }), result(text)),
    said("I see."),
    VERSION,
  )
);

/** Requests to language models as the vendors' clients write them, and the answers. */
export const modelRows: readonly GoodRow[] = [
  ...toolResults,
  post(
    "an image in base64 (PNG)",
    "/v1/messages",
    messages({
      role: "user",
      content: [
        { type: "image", source: { type: "base64", media_type: "image/png", data: png() } },
        { type: "text", text: "What is this?" },
      ],
    }),
    said("A chart."),
    VERSION,
  ),
  post(
    "a screenshot as a tool's result (JPEG)",
    "/v1/messages",
    messages(
      calls("screenshot", {}),
      result([{
        type: "image",
        source: { type: "base64", media_type: "image/jpeg", data: jpeg() },
      }]),
    ),
    said("A page."),
    VERSION,
  ),
  post(
    "a document in base64 (PDF)",
    "/v1/messages",
    messages({
      role: "user",
      content: [{
        type: "document",
        source: {
          type: "base64",
          media_type: "application/pdf",
          data: Buffer.from(
            `%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Filter/FlateDecode/Length 3000>>\nstream\n${
              m.bytes(3_000)
            }\nendstream\n%%EOF`,
            "latin1",
          ).toString("base64"),
        },
      }],
    }),
    said("A paper."),
    VERSION,
  ),
  post(
    "sealed thinking sent back",
    "/v1/messages",
    messages({
      role: "assistant",
      content: [{ type: "redacted_thinking", data: m.base64(2_000) }, {
        type: "thinking",
        thinking: "",
        signature: m.base64(900),
      }],
    }),
    said("Done."),
    VERSION,
  ),
  post(
    "cache marks and metadata",
    "/v1/messages?beta=true",
    {
      ...messages(),
      metadata: { user_id: `user_${m.hex(64)}_account__session_${m.uuid()}` },
      system: [{ type: "text", text: SYSTEM, cache_control: { type: "ephemeral" } }],
    },
    said("Yes."),
    [...VERSION, [
      "anthropic-beta",
      "prompt-caching-2024-07-31,fine-grained-tool-streaming-2025-05-14",
    ]],
  ),
  post(
    "an answer as events",
    "/v1/messages",
    { ...messages(), stream: true },
    sse([
      { type: "message_start", message: { id: `msg_01${m.id(22)}`, usage } },
      { type: "content_block_start", index: 0, content_block: { type: "thinking" } },
      {
        type: "content_block_delta",
        index: 0,
        delta: { type: "signature_delta", signature: m.base64(600) },
      },
      ...Array.from(
        { length: 60 },
        () => ({
          type: "content_block_delta",
          index: 1,
          delta: {
            type: "text_delta",
            text: ` ${
              m.pick(["the", "token", "is", "read", "from", "the", "environment", "\u00e9t\u00e9"])
            }`.replace("\u00e9t\u00e9", "summer"),
          },
        }),
      ),
      {
        type: "content_block_delta",
        index: 2,
        delta: { type: "input_json_delta", partial_json: '{"command": "export API_KEY=$' },
      },
      { type: "message_delta", delta: { stop_reason: "tool_use" }, usage },
      { type: "message_stop" },
    ]),
    VERSION,
  ),
  post(
    "counting tokens",
    "/v1/messages/count_tokens",
    messages(),
    json({ input_tokens: 2095 }),
    VERSION,
  ),
  post("too many requests", "/v1/messages", messages(), {
    status: 429,
    fields: [...JSON_TYPE, ["retry-after", "12"], ["request-id", `req_01${m.id(22)}`], [
      "anthropic-ratelimit-tokens-remaining",
      "0",
    ]],
    body: '{"type":"error","error":{"type":"rate_limit_error"}}',
  }, VERSION),
  post("overloaded", "/v1/messages", messages(), {
    status: 529,
    fields: JSON_TYPE,
    body: '{"type":"error","error":{"type":"overloaded_error"}}',
  }, VERSION),
  {
    name: "a batch's results as lines",
    path: "/v1/messages/batches/results",
    answer: {
      fields: [["Content-Type", "application/x-jsonl"]],
      body: m.lines(100, (i) =>
        JSON.stringify({
          custom_id: `r${i}`,
          result: { type: "succeeded", message: { id: `msg_01${m.id(22)}` } },
        })),
    },
  },
  {
    name: "a request in gzip",
    path: "/v1/messages",
    fields: [...JSON_TYPE, ["Content-Encoding", "gzip"], ...VERSION],
    body: gzipSync(JSON.stringify(messages(result(lockFiles["package-lock.json"])))),
    answer: said("ok"),
  },
  {
    name: "telemetry as protobuf",
    path: "/v1/traces",
    fields: [["Content-Type", "application/x-protobuf"]],
    body: m.bytes(3_000),
    answer: { fields: [["Content-Type", "application/x-protobuf"]] },
  },
  post("telemetry as JSON", "/v1/logs", {
    resourceLogs: [{
      scopeLogs: [{
        logRecords: [{
          traceId: m.hex(32),
          spanId: m.hex(16),
          body: { stringValue: "token_count=12" },
        }],
      }],
    }],
  }, json({})),
  post(
    "tools of an MCP server",
    "/mcp",
    { jsonrpc: "2.0", id: 1, method: "tools/list" },
    json({ jsonrpc: "2.0", id: 1, result: { tools: TOOLS } }),
    [["Mcp-Session-Id", m.uuid()], ["Accept", "application/json, text/event-stream"]],
  ),
];
