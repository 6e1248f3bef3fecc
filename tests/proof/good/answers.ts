import type { GoodAnswer } from "./good_row.ts";

/** Answers by what they hold; texts are latin1. */
export const answers = {
  text: (body: string, type = "text/plain"): GoodAnswer => ({
    fields: [["Content-Type", type]],
    body,
  }),
  json: (value: unknown, type = "application/json"): GoodAnswer => ({
    fields: [["Content-Type", type]],
    body: JSON.stringify(value),
  }),
  binary: (body: string | Uint8Array, type = "application/octet-stream"): GoodAnswer => ({
    fields: [["Content-Type", type], ["ETag", '"0123456789abcdef"']],
    body,
  }),
};
