import { documentText } from "./document_text.ts";

/** So many events of a model's stream (the shape of Anthropic's Messages), each of which carries a few letters of a text. */
export function sseEvents(count: number): readonly string[] {
  const text = documentText(count * LETTERS).replaceAll(/[\\"\n]/g, " ");
  return Array.from({ length: count }, (_, i) => {
    const delta = { type: "text_delta", text: text.slice(i * LETTERS, (i + 1) * LETTERS) };
    const data = JSON.stringify({ type: "content_block_delta", index: 0, delta });
    return `event: content_block_delta\ndata: ${data}\n\n`;
  });
}

const LETTERS = 6;

/** The head of a stream in chunks. */
export const STREAM_HEAD =
  "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-cache\r\nTransfer-Encoding: chunked\r\n\r\n";

/** The text as one chunk of HTTP/1.1; it is ASCII. */
export function chunkOf(text: string): string {
  return `${text.length.toString(16)}\r\n${text}\r\n`;
}
