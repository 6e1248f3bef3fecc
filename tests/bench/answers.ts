import { documentText } from "./document_text.ts";

/** What the upstream of the bench answers, so that the load knows when an answer is whole. */

/** Bytes of the bodies: of `/small`, `/medium`, `/large` and of a POST, the turn of an LLM. */
export const BODY_BYTES = { small: 2, medium: 100_000, large: 10 * 1024 * 1024, turns: 1000 };

export type Body = keyof typeof BODY_BYTES;

const encoder = new TextEncoder();

/** The head of an answer of so many bytes. */
export function headOf(contentType: string, bodyBytes: number): Uint8Array {
  return encoder.encode(
    `HTTP/1.1 200 OK\r\nContent-Type: ${contentType}\r\nContent-Length: ${bodyBytes}\r\n\r\n`,
  );
}

/** A whole answer: text, or the JSON of a model for `turns`. */
export function answerOf(body: Body): Uint8Array {
  const bytes = BODY_BYTES[body];
  return body === "turns"
    ? join(headOf("application/json", bytes), encoder.encode(reply(bytes)))
    : join(headOf("text/plain; charset=utf-8", bytes), encoder.encode(documentText(bytes)));
}

/** A model's answer of so many bytes. */
function reply(bytes: number): string {
  const [before, after] = [
    '{"id":"msg_bench","type":"message","role":"assistant","content":[{"type":"text","text":"',
    '"}],"stop_reason":"end_turn","usage":{"input_tokens":260000,"output_tokens":180}}',
  ];
  const text = documentText(bytes - before.length - after.length).replaceAll(/["\\\n]/g, " ");
  return before + text + after;
}

export function join(a: Uint8Array, b: Uint8Array): Uint8Array {
  const whole = new Uint8Array(a.length + b.length);
  whole.set(a);
  whole.set(b, a.length);
  return whole;
}
