import type { DeltaRow } from "../event_texts.ts";
import { keyOf } from "../key_of.ts";
import { textsOf } from "../texts_of.ts";

/** Events that no other row knows: what has a name of text goes on, by the event's kind and its path. */
export const unknown: DeltaRow = {
  vendor: "any other",
  source: "names that many vendors share",
  read: (event, name) => textsOf(event, `other/${keyOf(name)}${keyOf(event.type)}`, "named"),
  examples: [
    {
      event: { index: 7, token: { id: 5, text: " a", special: false }, generated_text: null },
      adds: [["other/-/-/token/text", " a"]],
    },
    {
      event: { type: "text-delta", id: "0", delta: "Hel" },
      adds: [["other/-/text-delta/delta", "Hel"]],
    },
    {
      event: { completion: "Hel", stop_reason: null, model: "claude-2" },
      name: "completion",
      adds: [["other/completion/-/completion", "Hel"]],
    },
    {
      event: { contentBlockDelta: { delta: { novelKind: "x" }, contentBlockIndex: 0 } },
      adds: [["other/-/-/contentBlockDelta/delta/novelKind", "x"]],
    },
    { event: { type: "ping" } },
  ],
};
