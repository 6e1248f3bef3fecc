/**
 * The upstream of the bench, a process of its own: TLS, HTTP/1.1, answers that are made beforehand. It
 * reads no more of a request than where its head ends, so that it is never what is measured.
 *
 * Takes the path of a PEM file with key and certificate; prints its port as its only line.
 */
import { answerOf, LARGE_BYTES, SMALL_BYTES } from "./answers.ts";

const SMALL = answerOf(SMALL_BYTES);
const LARGE = answerOf(LARGE_BYTES);
const END = 0x0d0a0d0a;
/** `GET /large`: the first letter of the path tells the two answers apart. */
const LETTER = "GET /".length;

async function serve(conn: Deno.TlsConn): Promise<void> {
  const buffer = new Uint8Array(16 * 1024);
  const view = new DataView(buffer.buffer);
  let used = 0;
  while (true) {
    const count = await conn.read(buffer.subarray(used));
    if (count === null) return conn.close();
    used += count;
    // One request at a time: a head ends where the bytes end.
    if (used < 4 || view.getUint32(used - 4) !== END) continue;
    used = 0;
    const answer = buffer[LETTER] === 0x6c ? LARGE : SMALL;
    let sent = 0;
    while (sent < answer.length) sent += await conn.write(answer.subarray(sent));
  }
}

if (import.meta.main) {
  const pem = await Deno.readTextFile(Deno.args[0] ?? "");
  const listener = Deno.listenTls({ hostname: "127.0.0.1", port: 0, cert: pem, key: pem });
  console.log(listener.addr.port);
  for await (const conn of listener) serve(conn).catch(() => {});
}
