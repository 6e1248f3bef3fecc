import { headOf } from "./answers.ts";
import { writeAll } from "./write_all.ts";

const RANDOM_BYTES = 16 * 1024 * 1024;
/** How a zip file begins: a local file header with a deflated entry (APPNOTE.TXT 4.3.7). */
const ZIP_MAGIC = Uint8Array.of(0x50, 0x4b, 0x03, 0x04, 20, 0, 0, 0, 8, 0);

let random: Uint8Array | undefined;

/**
 * Answers `GET /zip/N` or `GET /text/N` with so many bytes: random ones behind the magic of a zip file,
 * or a text.
 *
 * @param textAnswer a whole answer, whose body is sent over and over
 */
export async function serveDownload(
  conn: Deno.Conn,
  head: string,
  textAnswer: Uint8Array,
): Promise<void> {
  const [, kind, digits] = /^GET \/(zip|text)\/(\d+) /.exec(head) ?? [];
  const bytes = Number(digits ?? 0);
  const zip = kind === "zip";
  await writeAll(conn, headOf(zip ? "application/zip" : "text/plain; charset=utf-8", bytes));
  const text = textAnswer.subarray(textAnswer.length - 10 * 1024 * 1024);
  const block = zip ? random ??= randomBytes() : text;
  let left = bytes;
  if (zip) {
    await writeAll(conn, ZIP_MAGIC);
    left -= ZIP_MAGIC.length;
  }
  while (left > 0) {
    await writeAll(conn, block.subarray(0, Math.min(left, block.length)));
    left -= block.length;
  }
}

function randomBytes(): Uint8Array {
  const bytes = new Uint8Array(RANDOM_BYTES);
  // No call may ask for more than 64 KiB.
  for (let at = 0; at < bytes.length; at += 65536) {
    crypto.getRandomValues(bytes.subarray(at, at + 65536));
  }
  return bytes;
}
