/**
 * The upstream of the bench, a process of its own: TLS, HTTP/1.1, answers that are made beforehand. It
 * reads no more of a request than it must, so that it is never what is measured.
 *
 * Takes the path of a PEM file with key and certificate; prints its port as its only line.
 */
import { answerOf, type Body } from "./answers.ts";
import { serveDownload } from "./serve_download.ts";
import { serveEvents } from "./serve_events.ts";
import { serveSocket } from "./serve_socket.ts";
import { skipBody } from "./skip_body.ts";
import { writeAll } from "./write_all.ts";

const END = 0x0d0a0d0a;
/** Behind `GET /`: the first letters of the path tell the answers apart. */
const LETTER = "GET /".length;
const POST = 0x50;

/** Made when the first is asked for, so that it listens at once. */
const prepared = new Map<Body, Uint8Array>();

function answer(body: Body): Uint8Array {
  const made = prepared.get(body) ?? answerOf(body);
  prepared.set(body, made);
  return made;
}

async function serve(conn: Deno.TlsConn): Promise<void> {
  const buffer = new Uint8Array(64 * 1024);
  const view = new DataView(buffer.buffer);
  let used = 0;
  while (true) {
    const count = await conn.read(buffer.subarray(used));
    if (count === null) return conn.close();
    used += count;
    if (buffer[0] === POST) {
      if (!await skipBody(conn, buffer, used)) continue;
      used = 0;
      await writeAll(conn, answer("turns"));
      continue;
    }
    // One request at a time: a head without a body ends where the bytes end.
    if (used < 4 || view.getUint32(used - 4) !== END) continue;
    const head = buffer.subarray(0, used);
    used = 0;
    switch (buffer[LETTER]) {
      case 0x73: // s
        await writeAll(conn, answer("small"));
        break;
      case 0x6d: // m
        await writeAll(conn, answer("medium"));
        break;
      case 0x6c: // l
        await writeAll(conn, answer("large"));
        break;
      case 0x65: // e
        return await serveEvents(conn, new TextDecoder().decode(head));
      case 0x77: // w
        return await serveSocket(conn, new TextDecoder().decode(head));
      default: // zip or text, with the number of bytes
        await serveDownload(conn, new TextDecoder().decode(head), answer("large"));
    }
  }
}

if (import.meta.main) {
  const pem = await Deno.readTextFile(Deno.args[0] ?? "");
  const listener = Deno.listenTls({ hostname: "127.0.0.1", port: 0, cert: pem, key: pem });
  console.log(listener.addr.port);
  for await (const conn of listener) serve(conn).catch(() => {});
}
