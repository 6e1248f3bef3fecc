import { HOST, type Job } from "./job.ts";

const READ = 4096;

/**
 * A TLS connection to the upstream, through the proxy's CONNECT where there is one.
 *
 * @throws Error if the proxy refuses
 */
export async function open(
  job: Pick<Job, "proxyPort" | "port" | "authority">,
  protocol: "http/1.1" | "h2",
): Promise<Deno.TlsConn> {
  const conn = await Deno.connect({ hostname: "127.0.0.1", port: job.proxyPort ?? job.port });
  conn.setNoDelay(true);
  if (job.proxyPort !== null) await connect(conn, job.port);
  const tls = await Deno.startTls(conn, {
    hostname: HOST,
    caCerts: [job.authority],
    alpnProtocols: [protocol],
  });
  const { alpnProtocol } = await tls.handshake();
  if (protocol === "h2" && alpnProtocol !== "h2") throw new Error("the proxy speaks no HTTP/2");
  return tls;
}

async function connect(conn: Deno.TcpConn, port: number): Promise<void> {
  const authority = `${HOST}:${port}`;
  const head = `CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`;
  await conn.write(new TextEncoder().encode(head));
  const buffer = new Uint8Array(READ);
  let text = "";
  while (!text.endsWith("\r\n\r\n")) {
    const count = await conn.read(buffer);
    if (count === null) throw new Error("the proxy closed behind a CONNECT");
    text += new TextDecoder().decode(buffer.subarray(0, count));
  }
  if (!/^HTTP\/1\.\d 200/.test(text)) throw new Error(`the proxy refused: ${text.slice(0, 80)}`);
}
