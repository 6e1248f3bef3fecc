import { sourceFiles } from "./files.ts";
import type { GoodRow } from "./good_row.ts";
import { chat, jpeg, json, m, png, post, sse, SYSTEM } from "./model_parts.ts";

/** The same of other vendors, and of models that run beside the agent. */
export const vendorRows: readonly GoodRow[] = [
  post("chat completions", "/v1/chat/completions", {
    model: "gpt-x",
    messages: [{ role: "developer", content: SYSTEM }, { role: "user", content: "hello" }],
    seed: 7,
  }, chat("Hello.")),
  post("chat completions with tool calls", "/v1/chat/completions", {
    model: "gpt-x",
    messages: [{
      role: "assistant",
      tool_calls: [{
        id: `call_${m.id(24)}`,
        type: "function",
        function: { name: "read_file", arguments: '{"path":"src/token.ts"}' },
      }],
    }, { role: "tool", tool_call_id: `call_${m.id(24)}`, content: sourceFiles["a module"] ?? "" }],
  }, chat("It reads tokens.")),
  post(
    "chat completions as events",
    "/v1/chat/completions",
    { model: "gpt-x", stream: true, messages: [{ role: "user", content: "count" }] },
    sse(
      Array.from(
        { length: 80 },
        (_, i) => ({
          id: `chatcmpl-${m.id(29)}`,
          choices: [{ index: 0, delta: { content: ` ${i}` } }],
        }),
      ),
      false,
    ),
  ),
  post("an image by a data URL", "/v1/chat/completions", {
    model: "gpt-x",
    messages: [{
      role: "user",
      content: [{ type: "image_url", image_url: { url: `data:image/png;base64,${png()}` } }],
    }],
  }, chat("A dog.")),
  post("responses with sealed reasoning", "/v1/responses", {
    model: "o-x",
    store: false,
    include: ["reasoning.encrypted_content"],
    input: [{
      type: "reasoning",
      id: `rs_${m.hex(48)}`,
      summary: [],
      encrypted_content: `gAAAAA${m.base64url(1_500)}`,
    }, { type: "function_call_output", call_id: `call_${m.id(24)}`, output: "ok" }],
  }, json({ id: `resp_${m.hex(48)}`, output: [] })),
  post("embeddings", "/v1/embeddings", {
    model: "e",
    encoding_format: "base64",
    input: ["a text", "another"],
  }, json({ data: [{ embedding: m.base64(6_144), index: 0 }] })),
  {
    name: "speech to text",
    path: "/v1/audio/transcriptions",
    fields: [["Content-Type", "multipart/form-data; boundary=----b7"]],
    body:
      `------b7\r\nContent-Disposition: form-data; name="model"\r\n\r\nwhisper-x\r\n------b7\r\nContent-Disposition: form-data; name="file"; filename="a.mp3"\r\nContent-Type: audio/mpeg\r\n\r\nID3\x04\0${
        m.bytes(40_000)
      }\r\n------b7--\r\n`,
    answer: json({ text: "hello" }),
  },
  post("text to speech", "/v1/audio/speech", { model: "tts", input: "hello" }, {
    fields: [["Content-Type", "audio/mpeg"]],
    body: `\xff\xfb\x90\x64${m.bytes(30_000)}`,
    framing: "chunked",
  }),
  {
    name: "a file of training data",
    path: "/v1/files",
    fields: [["Content-Type", "multipart/form-data; boundary=b8"]],
    body:
      `--b8\r\nContent-Disposition: form-data; name="purpose"\r\n\r\nfine-tune\r\n--b8\r\nContent-Disposition: form-data; name="file"; filename="t.jsonl"\r\n\r\n${
        m.lines(200, (i) =>
          JSON.stringify({
            messages: [{ role: "user", content: `question ${i}` }, {
              role: "assistant",
              content: `answer ${i}`,
            }],
          }))
      }\r\n--b8--\r\n`,
    answer: json({ id: `file-${m.id(24)}` }),
  },
  post(
    "an image made",
    "/v1/images/generations",
    { prompt: "a river" },
    json({ data: [{ b64_json: png() }] }),
  ),
  post(
    "generateContent",
    "/v1beta/models/gemini-x:generateContent",
    {
      contents: [{
        role: "user",
        parts: [{ inlineData: { mimeType: "image/png", data: png() } }, { text: "see" }],
      }, {
        role: "model",
        parts: [{ functionCall: { name: "f", args: {} }, thoughtSignature: m.base64(700) }],
      }],
    },
    json({
      candidates: [{ content: { parts: [{ text: "ok" }] }, avgLogprobs: -0.1 }],
      usageMetadata: { totalTokenCount: 20 },
    }),
  ),
  post(
    "streamGenerateContent",
    "/v1beta/models/gemini-x:streamGenerateContent?alt=sse",
    { contents: [{ parts: [{ text: "hello" }] }] },
    sse(
      Array.from(
        { length: 20 },
        () => ({ candidates: [{ content: { parts: [{ text: "word " }] } }] }),
      ),
      false,
    ),
  ),
  post("converse", "/model/anthropic.claude-x-v1%3A0/converse", {
    messages: [{ role: "user", content: [{ text: "hello" }] }],
  }, json({ output: { message: { content: [{ text: "hi" }] } } })),
  post("an event stream of frames", "/model/a.b/converse-stream", { messages: [] }, {
    fields: [["Content-Type", "application/vnd.amazon.eventstream"]],
    body: m.bytes(5_000),
    framing: "chunked",
  }),
  post("a local model", "/api/chat", {
    model: "llama",
    messages: [{ role: "user", content: "hello", images: [jpeg()] }],
  }, {
    fields: [["Content-Type", "application/x-ndjson"]],
    body: m.lines(50, () => JSON.stringify({ message: { content: "a" }, done: false })),
    framing: "chunked",
  }),
  post("a local model's context", "/api/generate", {
    model: "llama",
    prompt: "go on",
    context: Array.from({ length: 3_000 }, () => m.below(128_000)),
  }, json({ response: "ok" })),
  post("a rerank", "/v2/rerank", {
    query: "token bucket",
    documents: ["a token bucket limits rates", "a secret santa"],
  }, json({ results: [{ index: 0, relevance_score: 0.9 }] })),
  post("fill in the middle", "/v1/fim/completions", {
    prompt: "def read_token(",
    suffix: "return token",
  }, chat("path):")),
];
