import type { DeltaRow } from "../event_texts.ts";
import { isObject } from "../is_object.ts";
import { textsOf } from "../texts_of.ts";

/** Lines with a piece of the answer, the last of which says that it is done. */
export const ollama: DeltaRow = {
  vendor: "Ollama",
  source: "docs.ollama.com/api/streaming",
  read(event) {
    if (typeof event.done !== "boolean") return undefined;
    if (typeof event.response !== "string" && !isObject(event.message)) return undefined;
    return textsOf(event, "ollama/", "named", event.done ? ["ollama/"] : []);
  },
  examples: [
    {
      event: { model: "llama3.2", created_at: "2023-08-04", response: "The", done: false },
      adds: [["ollama/response", "The"]],
    },
    {
      event: { model: "qwen3", message: { role: "assistant", content: "Hi" }, done: false },
      adds: [["ollama/message/content", "Hi"]],
    },
    {
      event: { message: { role: "assistant", content: "", thinking: "Hm" }, done: false },
      adds: [["ollama/message/thinking", "Hm"]],
    },
    {
      event: { model: "llama3.2", response: "", done: true, done_reason: "stop", context: [1, 2] },
      ends: ["ollama/"],
    },
  ],
};
