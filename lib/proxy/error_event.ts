import type { Refusal } from "../policy/refusal.ts";

/**
 * The last event of a stream of server-sent events that is ended for a finding: `event: error`, with
 * the reason as the clients of language models read it. Anthropic's look for `error.type` and
 * `error.message`, OpenAI's for `error`, or for `code` and `message` beside the type.
 */
export function errorEvent({ reason, text }: Refusal): Uint8Array {
  const data = {
    type: "error",
    code: reason,
    message: text,
    error: { type: "egress_blocked", code: reason, message: text },
  };
  return new TextEncoder().encode(`event: error\ndata: ${JSON.stringify(data)}\n\n`);
}
