import type { DeltaRow } from "../event_texts.ts";
import { textsOf } from "../texts_of.ts";

/** Answers and notifications of tools, each whole: the next one need not come before this one was read. */
export const jsonRpc: DeltaRow = {
  vendor: "Model Context Protocol",
  source: "modelcontextprotocol.io/specification: streamable HTTP",
  read: (event) => event.jsonrpc === "2.0" ? textsOf(event, "rpc/", "whole") : undefined,
  examples: [
    {
      event: {
        jsonrpc: "2.0",
        id: 1,
        result: { content: [{ type: "text", text: "a file" }, { type: "text", text: ", two" }] },
      },
      wholes: [["rpc/result/content/text", "a file, two"]],
    },
    { event: { jsonrpc: "2.0", method: "notifications/progress", params: { progress: 1 } } },
  ],
};
