/** What the upstream of the bench answers, so that the load knows when an answer is whole. */

/** The small answer's body, in bytes. */
export const SMALL_BYTES = 2;

/** The large answer's body, in bytes. */
export const LARGE_BYTES = 10 * 1024 * 1024;

/** An answer of so many bytes, with its head. */
export function answerOf(bodyBytes: number): Uint8Array {
  const head = new TextEncoder().encode(
    `HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: ${bodyBytes}\r\n\r\n`,
  );
  const answer = new Uint8Array(head.length + bodyBytes).fill(0x78);
  answer.set(head);
  return answer;
}
